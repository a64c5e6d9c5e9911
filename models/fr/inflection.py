"""Inflects the words of the register's lexis and tags its small words as the treebanks do."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from treebank import Tree, Word

from bilan.language.fr.lexicon import CATEGORIES, Lexicon

ITEM = re.compile(r"(?P<class>[a-zà-ÿ_]+)(?:\.(?P<gender>[mf#]))?/(?P<tag>[A-Z]\d?(?:[mf]?[sp]|@)?)")
GIVEN = re.compile(r"(?P<form>.+)/(?P<pos>[A-Z]{2,})")
MOODS = {"P": "Mood=Ind|{n}|Person=3|Tense=Pres|VerbForm=Fin", "I": "Mood=Ind|{n}|Person=3|Tense=Imp|VerbForm=Fin",
         "F": "Mood=Ind|{n}|Person=3|Tense=Fut|VerbForm=Fin", "J": "Mood=Ind|{n}|Person=3|Tense=Past|VerbForm=Fin",
         "C": "Mood=Cnd|{n}|Person=3|Tense=Pres|VerbForm=Fin", "W": "VerbForm=Inf", "G": "Tense=Pres|VerbForm=Part",
         "K": "{g}|{n}|Tense=Past|VerbForm=Part"}
NUMBERS, GENDERS = {"s": "Number=Sing", "p": "Number=Plur"}, {"m": "Gender=Masc", "f": "Gender=Fem"}
CLOSED = {"P": "ADP", "D": "DET", "R": "ADV", "C": "CCONJ", "Q": "PRON", "O": "PRON", "L": "PRON", "A": "AUX"}
"""The part of speech of a small word that no tree was seen with, by the lexicon's letter."""


class Inflection:
    """The forms of the lexis's words, and the tags of words that are written as they are."""

    def __init__(self, lexis: dict[str, Any], lexicon: Lexicon) -> None:
        self._lexis = lexis
        self._lexicon = lexicon
        self._forms: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for form, letter, tag, lemma in lexicon.entries():
            self._forms[letter, lemma].append((tag, form))
        self._seen: dict[tuple[str, str], Counter[tuple[str, str, str]]] = defaultdict(Counter)

    def learn(self, trees: Iterable[Tree]) -> None:
        """Counts how each form is tagged under each relation."""
        for tree in trees:
            for word in tree.words:
                for key in ((word.form.lower(), word.dep), (word.form.lower(), "")):
                    self._seen[key][word.pos, word.morph, word.lemma] += 1

    def word(self, item: str, agreement: str, rng: random.Random) -> Word:
        """A word to inflect ("take/Kms", "victim.#/Np"), or one with its part of speech given ("des/ADP")."""
        given = GIVEN.fullmatch(item)
        if given:
            return self._given(given["form"], given["pos"])
        match = ITEM.fullmatch(item)
        if match is None:
            raise ValueError(f"the register's grammar has {item!r}, which is no word to inflect")
        letter, tag = match["tag"][0], match["tag"][1:]
        if letter == "N":
            return self._noun(match["class"], match["gender"], agreement if tag == "@" else tag, rng)
        if letter == "A":
            lemma = rng.choice(self._lexis["adjectives"][match["class"]])
            wanted = agreement if tag == "@" else tag
            return Word(self._form("J", lemma, wanted), lemma, "ADJ", _features(wanted), 0, "")
        return self._verb(match["class"], letter, tag.replace("@", agreement if letter == "K" else agreement[1]), rng)

    def tagged(self, word: Word) -> Word:
        """The word with part of speech, features and lemma: as it has them, or as the treebanks mostly tag it."""
        if word.pos:
            return word
        form = word.form.lower()
        seen = self._seen.get((form, word.dep)) or self._seen.get((form, ""))
        if seen:
            pos, morph, lemma = seen.most_common(1)[0][0]
            return replace(word, pos=pos, morph=morph, lemma=lemma)
        if form.startswith("-"):
            return replace(word, pos="PRON", lemma=form, morph="Number=Sing|Person=3|PronType=Prs")
        if not form[0].isalpha():
            return replace(word, pos="PUNCT", lemma=form)
        pos = next((p for p in ("VERB", "NOUN", "ADJ") if self._lexicon.lemma(form, p, {}, "")), "")
        closed = [CLOSED[letter] for letter, _ in self._lexicon.tags(form) if letter in CLOSED]
        if closed:
            return replace(word, pos=closed[0], lemma=form)
        if not pos:
            raise ValueError(f"the register's grammar has {form!r}, which no treebank and no lexicon has")
        return self._as(word, form, pos)

    def _as(self, word: Word, form: str, pos: str) -> Word:
        tag = next((t for letter, t in self._lexicon.tags(form) if letter in CATEGORIES.get(pos, "")), "")
        lemma = self._lexicon.lemma(form, pos, {}, "") or form
        return replace(word, pos=pos, lemma=lemma, morph=_morph(pos, tag))

    def _given(self, form: str, pos: str) -> Word:
        return self._as(Word(form, form, pos, "", 0, ""), form, pos)

    def _noun(self, name: str, gender: str | None, wanted: str, rng: random.Random) -> Word:
        kind = rng.choice("mf") if gender == "#" else gender or wanted[0]
        wanted = kind + wanted[-1]
        lemma = rng.choice(self._lexis["nouns"][name][kind])
        return Word(self._form("N", lemma, wanted), lemma, "NOUN", _features(wanted), 0, "")

    def _verb(self, name: str, letter: str, tag: str, rng: random.Random) -> Word:
        lemma = rng.choice(self._lexis["verbs"].get(name, [name]))
        form = self._form("V", lemma, letter + tag)
        number = "p" if tag.endswith("p") else "s"
        gender = "f" if tag.startswith("f") else "m"
        morph = MOODS[letter].format(n=NUMBERS[number], g=GENDERS[gender])
        return Word(form, lemma, "VERB", morph, 0, "")

    def _form(self, letter: str, lemma: str, wanted: str) -> str:
        """The form of a lemma that a tag stands for: the tag's mood, and the person, gender and number it names."""
        for tag, form in self._forms.get((letter, lemma), []):
            moods = "".join(c for c in tag if c.isupper())
            asked = wanted[0] if wanted[0].isupper() else ""
            rest, marks = wanted[len(asked):], tag[len(moods):]
            if "'" not in form and (asked in moods if asked else not moods) and _covers(marks, rest):
                return form
        if letter == "J":
            verb = next((v for v in self._lexicon.verbs_of(lemma)), None)
            if verb:
                return self._form("V", verb, "K" + wanted)
        return _regular(lemma, wanted)


def _covers(marks: str, wanted: str) -> bool:
    """Whether a tag's marks ("12s", "mp", "s") allow the wanted ones: what a tag leaves out it does not settle."""
    for group in ("123", "mf", "sp"):
        have, want = set(group) & set(marks), set(group) & set(wanted)
        if have and want and not want <= have:
            return False
    return True


def _regular(lemma: str, wanted: str) -> str:
    """The regular form of a noun or adjective that the lexicon lacks."""
    return lemma + ("s" if wanted.endswith("p") and lemma[-1] not in "sxz" and lemma.islower() else "")


def _features(wanted: str) -> str:
    return f"{GENDERS[wanted[0]]}|{NUMBERS[wanted[1]]}"


def _morph(pos: str, tag: str) -> str:
    letter = next((c for c in tag if c.isupper()), "")
    marks = {"g": GENDERS["f" if "f" in tag else "m"], "n": NUMBERS["p" if tag.endswith("p") else "s"]}
    if pos in ("VERB", "AUX") and letter in MOODS:
        return MOODS[letter].format(**marks)
    return "{g}|{n}".format(**marks) if pos in ("NOUN", "ADJ") else ""
