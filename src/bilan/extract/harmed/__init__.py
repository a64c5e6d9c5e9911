"""Who was harmed, by whom, and which of several mentions of one harm counts."""
