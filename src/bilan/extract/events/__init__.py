"""What makes a mention of an event a claim of its own, and which mentions are of one event."""
