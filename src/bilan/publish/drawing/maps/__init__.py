"""Maps: their frame and ground, the signs on them, and where names go."""
