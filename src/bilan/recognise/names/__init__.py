"""Finds names: of persons, places, bodies and armed groups, before a sentence is parsed."""

from __future__ import annotations

from bilan.recognise.names.finder import Known, NameFinder, PlaceNames, find_names

__all__ = ["Known", "NameFinder", "PlaceNames", "find_names"]
