"""Counted people: who they are, how many, what parts they fall into, and over what time they were counted."""
