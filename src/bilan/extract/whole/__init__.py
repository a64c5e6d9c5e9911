"""What only the whole dispatch decides about its claims: which are one, and how far each is to be trusted."""
