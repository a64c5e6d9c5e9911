"""Who says what: reporting clauses, their speakers and what they report."""
