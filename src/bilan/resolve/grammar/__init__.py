"""What the grammar of a sentence says: its phrases, who did what to whom, how far apart, and whether it is so."""
