"""The lexicon of French forms: what a form can be, and the lemma that it has as one part of speech or another."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "model_data" / "lexicon.xz"

CATEGORIES = {"VERB": "VA", "AUX": "AV", "NOUN": "N", "ADJ": "J"}
"""Parts of speech of which the lexicon knows the lemmas, with its letters for them, the likelier first. The few words
of the closed classes are left to the trained lemmatiser, which has seen them all."""

MOODS = {"Ind": "PIFJ", "Cnd": "C", "Sub": "S"}
TENSES = {"Pres": "PSC", "Imp": "I", "Fut": "F", "Past": "J"}
FORMS = {"Part": "KG", "Inf": "W"}
"""The Lefff's letters for what Universal Dependencies call mood, tense and form of a verb."""

Analysis = tuple[str, str, str]
"""A category's letter, its tag, and the rule that makes the lemma ("2er": take two letters off, add "er")."""


class Lexicon:
    """Forms in lower case, each with a class of analyses. About 320,000 of them, in some 40 MB of memory."""

    def __init__(self, path: Path = SHIPPED) -> None:
        header, body = lzma.decompress(path.read_bytes()).decode("utf-8").split("\n\n")
        self._classes = [_analyses(line) for line in header.splitlines() if not line.startswith("#")]
        self._features = [" ".join(sorted({f"{c}.{t}" for c, t, _ in found})) for found in self._classes]
        self._forms: dict[str, int] = {}
        for line in body.splitlines():
            form, number = line.split("\t")
            self._forms[form] = int(number)

    def features(self, form: str) -> str:
        """What a form can be, as one string for the network ("N.mp V.Kmp"), empty for a form that is unknown."""
        number = self._forms.get(form.lower())
        return "" if number is None else self._features[number]

    def lemmas(self, form: str) -> str:
        """The lemmas that a form can have, as one string for the network ("tuer|tué"), empty for an unknown one."""
        form = form.lower()
        return "|".join(sorted({_apply(rule, form) for _, _, rule in self._of(form)}))

    def lemma(self, form: str, pos: str, morph: Mapping[str, str], guess: str) -> str | None:
        """The lemma of a form as this part of speech, `None` where the lexicon cannot tell. Of several that fit, the
        trained lemmatiser's `guess` if it is one of them, else the one whose tag fits `morph` best."""
        form, letters = form.lower(), CATEGORIES.get(pos, "")
        fitting = [a for a in self._of(form) if a[0] in letters]
        if not fitting:
            return self._participle(form) if pos in ("ADJ", "NOUN") else None
        best = max(_fit(tag, morph) for _, tag, _ in fitting)
        lemmas = [_apply(rule, form) for _, tag, rule in fitting if _fit(tag, morph) == best]
        return guess if guess in lemmas else lemmas[0]

    def tags(self, form: str) -> list[tuple[str, str]]:
        """What a form can be, as pairs of a category's letter and a tag."""
        return [(letter, tag) for letter, tag, _ in self._of(form.lower())]

    def entries(self) -> Iterator[tuple[str, str, str, str]]:
        """All that the lexicon knows, as form, category's letter, tag and lemma."""
        for form in self._forms:
            for letter, tag, rule in self._of(form):
                yield form, letter, tag, _apply(rule, form)

    def verbs_of(self, participle: str) -> list[str]:
        """The verbs that a form is a past participle of ("pris": "prendre")."""
        found = ((tag, _apply(rule, participle)) for letter, tag, rule in self._of(participle) if letter == "V")
        return [lemma for tag, lemma in found if tag.startswith("K")]

    def _of(self, form: str) -> tuple[Analysis, ...]:
        number = self._forms.get(form)
        return () if number is None else self._classes[number]

    def _participle(self, form: str) -> str | None:
        """The masculine singular of a participle that is used as an adjective or a noun ("disparues": "disparu")."""
        verbs = {_apply(rule, form) for letter, tag, rule in self._of(form) if letter == "V" and tag.startswith("K")}
        for shorter in (form[:-2], form[:-1], form):
            for letter, tag, rule in self._of(shorter):
                if letter == "V" and tag in ("Kms", "Km", "K") and _apply(rule, shorter) in verbs:
                    return shorter
        return None


@cache
def shipped() -> Lexicon:
    """The lexicon that ships with Bilan, read once."""
    return Lexicon()


def _analyses(line: str) -> tuple[Analysis, ...]:
    found = []
    for part in line.split(" "):
        name, rule = part.split(":")
        letter, _, tag = name.partition(".")
        found.append((letter, tag, rule))
    return tuple(found)


def _apply(rule: str, form: str) -> str:
    digits = 2 if rule[1:2].isdigit() else 1
    cut = int(rule[:digits])
    return form[:len(form) - cut] + rule[digits:]


def _fit(tag: str, morph: Mapping[str, str]) -> int:
    """How many features of a verb, noun or adjective speak for a tag of the lexicon, less those that speak against."""
    letters = "".join(c for c in tag if c.isupper())
    score = 0
    if letters:
        for key, names in (("Mood", MOODS), ("Tense", TENSES), ("VerbForm", FORMS)):
            if morph.get(key) in names and not (key == "Tense" and "VerbForm" in morph and morph["VerbForm"] != "Fin"):
                score += 1 if set(names[morph[key]]) & set(letters) else -1
    low = "".join(c for c in tag if c.islower())
    for key, pair in (("Number", {"Sing": "s", "Plur": "p"}), ("Gender", {"Masc": "m", "Fem": "f"})):
        letter = pair.get(morph.get(key, ""), "")
        if letter and set(low) & set(pair.values()):
            score += 1 if letter in low else -1
    return score
