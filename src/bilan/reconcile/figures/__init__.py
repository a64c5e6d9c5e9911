"""Figures: what a claim counts, who says it, which of several readings stands, and what may be added."""
