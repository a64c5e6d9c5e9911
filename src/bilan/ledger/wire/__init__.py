"""Which dispatches print the same wire story."""
