"""What is drawn on maps: who holds what, who moved where, what happened."""
