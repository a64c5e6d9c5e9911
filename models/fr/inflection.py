"""Inflects the words of the register's lexis, tags its small words as the treebanks do, and writes contractions."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bilan.language.fr.lexicon import CATEGORIES, Lexicon
from treebank import Tree, Word, merge

ITEM = re.compile(r"(?P<class>[a-zà-ÿ_]+)(?:\.(?P<gender>[mf#]))?/(?P<tag>[A-Z]\d?(?:[mf]?[sp]|@)?)")
GIVEN = re.compile(r"(?P<form>.+)/(?P<pos>[A-Z]{2,})")
MOODS = {"P": "Mood=Ind|{n}|Person=3|Tense=Pres|VerbForm=Fin", "I": "Mood=Ind|{n}|Person=3|Tense=Imp|VerbForm=Fin",
         "F": "Mood=Ind|{n}|Person=3|Tense=Fut|VerbForm=Fin", "J": "Mood=Ind|{n}|Person=3|Tense=Past|VerbForm=Fin",
         "C": "Mood=Cnd|{n}|Person=3|Tense=Pres|VerbForm=Fin", "W": "VerbForm=Inf", "G": "Tense=Pres|VerbForm=Part",
         "K": "{g}|{n}|Tense=Past|VerbForm=Part"}
NUMBERS, GENDERS = {"s": "Number=Sing", "p": "Number=Plur"}, {"m": "Gender=Masc", "f": "Gender=Fem"}
VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûüœæ")
CONTRACTED = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}
ELIDED = {"le": "l'", "la": "l'", "de": "d'", "que": "qu'", "ne": "n'", "se": "s'"}


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
        if form.startswith("-t-"):
            return replace(word, pos="PRON", lemma="il", morph="Number=Sing|Person=3|PronType=Prs")
        if not form[0].isalpha():
            return replace(word, pos="PUNCT", lemma=form)
        pos = next((p for p in ("VERB", "NOUN", "ADJ") if self._lexicon.lemma(form, p, {}, "")), "")
        if not pos:
            raise ValueError(f"the register's grammar has {form!r}, which no treebank and no lexicon has")
        return replace(word, **self._as(form, pos))

    def _as(self, form: str, pos: str) -> dict[str, str]:
        tag = next((t for letter, t in self._lexicon.tags(form) if letter in CATEGORIES.get(pos, "")), "")
        return {"pos": pos, "lemma": self._lexicon.lemma(form, pos, {}, "") or form, "morph": _morph(pos, tag)}

    def _given(self, form: str, pos: str) -> Word:
        return replace(Word(form, form, pos, "", 0, ""), **self._as(form, pos))

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
    feminine = "e" if "f" in wanted and not lemma.endswith("e") and lemma.islower() and wanted[0] == "f" else ""
    plural = "s" if wanted.endswith("p") and lemma[-1] not in "sxz" and lemma.islower() else ""
    return lemma + (feminine if len(wanted) == 2 and lemma[-1] in "é" else "") + plural


def _features(wanted: str) -> str:
    return f"{GENDERS[wanted[0]]}|{NUMBERS[wanted[1]]}"


def _morph(pos: str, tag: str) -> str:
    letter = next((c for c in tag if c.isupper()), "")
    marks = {"g": GENDERS["f" if "f" in tag else "m"], "n": NUMBERS["p" if tag.endswith("p") else "s"]}
    if pos in ("VERB", "AUX") and letter in MOODS:
        return MOODS[letter].format(**marks)
    return "{g}|{n}".format(**marks) if pos in ("NOUN", "ADJ") else ""


def written(tree: Tree, aspirated: frozenset[str]) -> Tree:
    """The tree as it is written: elisions and contractions made, no comma before another sign, a capital first."""
    tree, i = _punctuated(tree), 0
    while i + 1 < len(tree.words):
        word, after = tree.words[i], tree.words[i + 1]
        if word.form in ELIDED and after.form[0].lower() in VOWELS and not _is_aspirated(after.form, aspirated):
            tree = _with(tree, i, replace(word, form=ELIDED[word.form], space=False))
        elif (word.form, after.form) in CONTRACTED and word.pos == "ADP" and not _elides(tree, i + 1, aspirated):
            contraction = replace(word, form=CONTRACTED[word.form, after.form])
            tree = merge(tree, i, i + 1, i, contraction)
        i += 1
    first = tree.words[0]
    return _with(tree, 0, replace(first, form=first.form[:1].upper() + first.form[1:]))


def _punctuated(tree: Tree) -> Tree:
    """The tree without the commas that close one phrase just where another sign follows."""
    signs = frozenset(",.;:)")
    for i in range(len(tree.words) - 2, 0, -1):
        if tree.words[i].form == "," and tree.words[i + 1].form in signs:
            tree = merge(tree, i, i + 1, i + 1, tree.words[i + 1])
    return tree


def _elides(tree: Tree, i: int, aspirated: frozenset[str]) -> bool:
    if tree.words[i].form != "le" or i + 1 >= len(tree.words):
        return False
    after = tree.words[i + 1].form
    return after[0].lower() in VOWELS and not _is_aspirated(after, aspirated)


def _is_aspirated(form: str, aspirated: frozenset[str]) -> bool:
    return form in aspirated or (form[0] == "H" and form.isupper())


def _with(tree: Tree, i: int, word: Word) -> Tree:
    return Tree(tree.id, (*tree.words[:i], word, *tree.words[i + 1:]), tree.text)
