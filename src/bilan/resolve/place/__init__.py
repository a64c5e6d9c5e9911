"""Which place a mention means, which countries a dispatch is about, and where an event happened."""
