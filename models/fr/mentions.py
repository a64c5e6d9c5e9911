"""Folds the numbers, times, names and quotations of a treebank's sentence to one word each, as in running text."""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from treebank import Tree, Word, head_of, merge

from bilan.language.fr.pack import French

TABLE: dict[str, Any] = tomllib.loads((Path(__file__).parent / "mentions.toml").read_text(encoding="utf-8"))
SURFACE: dict[str, str] = French().table("tokens")["surface"]
YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
OPENING, CLOSING = {"«": "»", '"': '"', "“": "”"}, frozenset("»\"”")
LONGEST_NAME = 9
LEAST_QUOTED = 4


def fold_mentions(tree: Tree, rng: random.Random, share: float = 0.85) -> Tree:
    """The tree with its mentions as one word each, each with the chance `share`: a recogniser misses some as well."""
    for fold in (_quotations, _times, _numbers, _names):
        tree = fold(tree, rng, share)
    return tree


def _whole(tree: Tree, first: int, last: int, word: Word) -> Tree | None:
    """The tree with the span as one word, `None` where the span is not under one head."""
    lead = head_of(tree, range(first, last + 1))
    return None if lead is None else merge(tree, first, last, lead, word)


def _as(tree: Tree, last: int, lead: int, kind: str, **changes: Any) -> Word:
    return replace(tree.words[lead], kind=kind, space=tree.words[last].space, **changes)


# Quotations ---------------------------------------------------------------------------------------------------------


def _quotations(tree: Tree, rng: random.Random, share: float) -> Tree:
    for first, mark in enumerate(tree.words):
        if mark.form in OPENING:
            closing = OPENING[mark.form]
            last = next((j for j in range(first + 1, len(tree.words)) if tree.words[j].form == closing), None)
            if last is not None and last - first > LEAST_QUOTED and rng.random() < share:
                folded = _quotation(tree, first, last)
                if folded is not None:
                    return _quotations(folded, rng, share)
    return tree


def _quotation(tree: Tree, first: int, last: int) -> Tree | None:
    """The tree with the quoted clause as one word, and the clause that reports it as its head."""
    inner = range(first + 1, last)
    tops = [i for i in inner if tree.words[i].head == i or not first < tree.words[i].head < last]
    tops = [i for i in tops if tree.words[i].dep != "punct"]
    if len(tops) != 1 or not _is_clause(tree, tops[0]):
        return None
    tree, top = _reported(tree, tops[0], first, last), tops[0]
    if any(tree.words[i].head != top and not first <= tree.words[i].head <= last for i in range(first, last + 1)
           if i != top):
        words = list(tree.words)
        for i in (first, last):
            words[i] = replace(words[i], head=top)
        tree = Tree(tree.id, tuple(words), tree.text)
    word = _as(tree, last, top, "quotation", form=SURFACE["quotation"], lemma=SURFACE["quotation"], pos="X", morph="")
    return merge(tree, first, last, top, word)


def _is_clause(tree: Tree, top: int) -> bool:
    kids = [w for w in tree.words if w.head == top]
    finite = "VerbForm=Fin" in tree.words[top].morph or any("VerbForm=Fin" in k.morph for k in kids)
    return finite and tree.words[top].dep in {"root", "ccomp", "parataxis", "conj", "obj"}


def _reported(tree: Tree, top: int, first: int, last: int) -> Tree:
    """Turns "quoted → said (parataxis)" round, so that the quotation is what was said."""
    outside = [i for i, w in enumerate(tree.words)
               if w.head == top and w.dep == "parataxis" and not first <= i <= last and w.pos == "VERB"]
    if len(outside) != 1:
        return tree
    verb, old = outside[0], tree.words[top]
    words = list(tree.words)
    words[verb] = replace(words[verb], head=verb if old.head == top else old.head, dep=old.dep)
    words[top] = replace(old, head=verb, dep="ccomp")
    for i, word in enumerate(words):
        if word.head == top and not first <= i <= last and i != verb:
            words[i] = replace(word, head=verb)
    return Tree(tree.id, tuple(words), tree.text)


# Times --------------------------------------------------------------------------------------------------------------


def _times(tree: Tree, rng: random.Random, share: float) -> Tree:
    i = 0
    while i < len(tree.words):
        last = _time_end(tree, i)
        if last is not None and rng.random() < share:
            lead = head_of(tree, range(i, last + 1))
            if lead is not None:
                form = tree.words[i].form if last == i else SURFACE["time"]
                tree = merge(tree, i, last, lead, _as(tree, last, lead, "time", form=form, lemma=form.lower()))
        i += 1
    return tree


def _time_end(tree: Tree, i: int) -> int | None:
    """The index of the last word of the time that begins at `i`, or `None`."""
    times = TABLE["times"]
    forms = [w.form.lower() for w in tree.words]
    j = i
    if forms[j] in times["leads"] and j + 1 < len(forms):
        return _time_end(tree, j + 1 + (forms[j + 1] in times["definite"]) * (j + 2 < len(forms)))
    if forms[j] in times["articles"] and j + 1 < len(forms):
        j += 1
        j += forms[j] in times["last"] and j + 1 < len(forms)
        return j + (forms[j + 1:j + 2] != [] and forms[j + 1] in times["parts"]) if forms[j] in times["units"] else None
    if forms[j] in times["adverbs"]:
        return j
    if YEAR.fullmatch(forms[j]):
        return j
    return _date_end(forms, i)


def _date_end(forms: list[str], i: int) -> int | None:
    times, j = TABLE["times"], i
    if forms[j] in times["days"]:
        if j + 1 < len(forms) and (forms[j + 1] in times["parts"]):
            return j + 1
        inner = _date_end(forms, j + 1) if j + 1 < len(forms) and forms[j + 1][0].isdigit() else None
        return inner if inner is not None else j
    if re.fullmatch(r"\d\d?|1er", forms[j]) and j + 1 < len(forms) and forms[j + 1] in times["months"]:
        j += 1
    if forms[j] in times["months"]:
        return j + 1 if j + 1 < len(forms) and YEAR.fullmatch(forms[j + 1]) else j
    return None


# Numbers ------------------------------------------------------------------------------------------------------------


def _numbers(tree: Tree, rng: random.Random, share: float) -> Tree:
    i = 0
    while i < len(tree.words):
        if rng.random() < share:
            tree = _collective(tree, i)
            tree = _figure(_lifted(tree, i), i)
        i += 1
    return tree


def _collective(tree: Tree, i: int) -> Tree:
    """ "une vingtaine de civils": the collective with its determiner and "de" counts the noun, which heads them."""
    table = TABLE["numbers"]
    word = tree.words[i]
    if word.form.lower() not in table["collective"] or i + 2 >= len(tree.words):
        return tree
    if tree.words[i + 1].form.lower() not in table["lead"]:
        return tree
    noun = tree.words[i + 1].head
    if noun <= i + 1 or tree.words[noun].head != i:
        return tree
    first = i
    while first > 0 and tree.words[first - 1].head == i and tree.words[first - 1].pos in {"DET", "NUM", "ADV"}:
        first -= 1
    words = list(tree.words)
    words[noun] = replace(words[noun], head=noun if word.head == i else word.head, dep=word.dep)
    for k, other in enumerate(words):
        if other.head == i and not first <= k <= i + 1 and k != noun:
            words[k] = replace(other, head=noun)
    words[i] = replace(words[i], head=noun, dep="nummod")
    words[i + 1] = replace(words[i + 1], head=i)
    turned = Tree(tree.id, tuple(words), tree.text)
    lead = head_of(turned, range(first, i + 2))
    return tree if lead is None else merge(turned, first, i + 1, lead, _number(turned, i + 1, lead, SURFACE["number"]))


def _lifted(tree: Tree, i: int) -> Tree:
    """ "plus de 12 civils": the treebanks have "plus" as the head and "civils" under it; the noun takes its place."""
    if i < 2 or i >= len(tree.words) or tree.words[i].pos != "NUM":
        return tree
    if tree.words[i - 1].form.lower() not in TABLE["numbers"]["lead"]:
        return tree
    noun, adverb = tree.words[i].head, tree.words[i - 2]
    if adverb.form.lower() not in TABLE["numbers"]["comparing"] or noun <= i or tree.words[noun].head != i - 2:
        return tree
    words = list(tree.words)
    words[noun] = replace(words[noun], head=noun if adverb.head == i - 2 else adverb.head, dep=adverb.dep)
    for k, other in enumerate(words):
        if other.head == i - 2 and k != noun:
            words[k] = replace(other, head=noun)
    words[i - 2] = replace(adverb, head=i, dep="advmod")
    words[i - 1] = replace(words[i - 1], head=i)
    return Tree(tree.id, tuple(words), tree.text)


def _figure(tree: Tree, i: int) -> Tree:
    """A figure with the words that bound it: "au moins 12", "près de 10.000", "deux cents"."""
    if i >= len(tree.words) or tree.words[i].pos != "NUM" or tree.words[i].kind:
        return tree
    last = i
    while last + 1 < len(tree.words) and tree.words[last + 1].pos == "NUM" and not tree.words[last + 1].kind:
        last += 1
    first, forms = i, [w.form.lower() for w in tree.words]
    for bound in TABLE["numbers"]["bounds"]:
        parts = bound.split()
        if forms[max(0, i - len(parts)):i] == parts:
            first = i - len(parts)
    lead = _number_head(tree, first, last)
    if lead is None:
        return tree
    plain = first == last and tree.words[i].form.isalpha()
    form = tree.words[i].form if plain else SURFACE["number"]
    return merge(tree, first, last, lead, _number(tree, last, lead, form))


def _number_head(tree: Tree, first: int, last: int) -> int | None:
    """The figure that carries the span: one whose other words hang on it or on the noun that it counts."""
    tops = [i for i in range(first, last + 1)
            if not first <= tree.words[i].head <= last or tree.words[i].head == i]
    if tree.words[tops[-1]].pos != "NUM" or len({tree.words[i].head for i in tops}) != 1:
        return None
    return tops[-1]


def _number(tree: Tree, last: int, lead: int, form: str) -> Word:
    return _as(tree, last, lead, "number", form=form, lemma=form.lower(), pos="NUM", morph="")


# Names --------------------------------------------------------------------------------------------------------------


def _names(tree: Tree, rng: random.Random, share: float) -> Tree:
    i = 0
    while i < len(tree.words):
        word = tree.words[i]
        if word.kind == "" and word.form[:1].isupper() and (word.pos == "PROPN" or (word.pos == "NOUN" and i > 0)):
            last = _name_end(tree, i)
            if (word.pos == "PROPN" or last > i) and rng.random() < share:
                tree = _name(tree, i, last)
        i += 1
    return tree


def _name_end(tree: Tree, i: int) -> int:
    """The last word of the longest name from `i` on that hangs together under its first word."""
    best, links = i, TABLE["names"]["links"]
    for j in range(i + 1, min(i + LONGEST_NAME, len(tree.words))):
        word = tree.words[j]
        if word.kind or word.dep == "appos" or (word.head < i and word.dep == "conj"):
            break
        if word.form[:1].isupper():
            if head_of(tree, range(i, j + 1)) == i:
                best = j
        elif word.form.lower() not in links and not (word.pos == "ADJ" and word.head == i):
            break
    return best


def _name(tree: Tree, first: int, last: int) -> Tree:
    form = tree.words[first].form
    word = _as(tree, last, first, "name", lemma=form, pos="PROPN")
    return merge(tree, first, last, first, word)
