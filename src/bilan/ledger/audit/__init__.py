"""The audit chain: what it covers, how it is walked, and how something is deleted from it."""
