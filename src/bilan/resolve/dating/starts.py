"""Times that date something else than their clause: what a state runs from ("depuis le début du siège, le 2 mai"),
since when something is a record ("la plus meurtrière depuis 2013"), when it was heard of ("a-t-on appris jeudi")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from bilan.syntax import Sentence, Token

# How far before a time the preposition of its event may stand.
_PHRASE = 14
# How far before a time its superlative or ordinal may stand.
_REACH = 12
_SPANS = ("since", "within")
_PERIODS = ("recent", "period")
# How far behind the noun of a text the day may stand on which it was brought out.
_ISSUE = 9


def stands_behind_start(sentence: Sentence, time: Token, since: Set[str]) -> Token | None:
    """The preposition of `since` behind which a time stands with nothing but a noun, its complements and a comma
    between, `None` where it stands behind none."""
    for t in reversed(sentence.tokens[max(0, time.i - _PHRASE):time.i]):
        if t.lower in since:
            return t if time.i - t.i > 1 else None
        is_aside = t.i == time.i - 1 and t.text == ","
        if t.pos not in ("DET", "ADP", "NOUN", "ADJ", "PROPN") and not is_aside:
            return None
    return None


def is_of_record(sentence: Sentence, time: Token, records: Set[str], articles: Set[str]) -> bool:
    """Whether a time belongs to one of `records` (a superlative or an ordinal behind one of `articles`) that stands
    before it with neither a comma nor a finite verb between: it dates neither what is told nor what is counted."""
    if time.mention is None or (
        time.mention.value.relation not in _SPANS and time.mention.value.form not in _PERIODS
    ):
        return False
    for i in range(time.i - 1, max(0, time.i - _REACH), -1):
        token = sentence.tokens[i]
        if token.morph.get("VerbForm") == "Fin" or token.text in (",", ";", ":"):
            return False
        if token.lower in records and sentence.tokens[i - 1].lower in articles:
            return True
    return False


def learned(sentences: Sequence[Sentence], verbs: Set[str]) -> Iterator[tuple[int, int]]:
    """The stretches of the clauses in which something was heard of by one of `verbs`, as far as the times that stand
    beside it: "a-t-on appris jeudi de source médicale"."""
    for sentence in sentences:
        for verb in sentence.tokens:
            if verb.lemma.lower() not in verbs or verb.pos != "VERB":
                continue
            times = [t for t in sentence.children(verb) if t.mention is not None and t.mention.kind == "time"]
            around = [verb, *sentence.children(verb, "aux", "aux:tense", "aux:pass", "nsubj"), *times]
            if times:
                yield min(t.start for t in around), max(t.end for t in around)


def issued(sentences: Sequence[Sentence], texts: Set[str]) -> Iterator[tuple[int, int]]:
    """The stretches in which a participle tells when one of `texts` was brought out, as far as the day: "un communiqué
    publié jeudi"."""
    for sentence in sentences:
        for noun in sentence.tokens:
            if noun.lemma.lower() in texts and noun.pos == "NOUN":
                day = _day_of_issue(sentence, noun)
                if day is not None:
                    yield noun.start, day.end


def _day_of_issue(sentence: Sentence, noun: Token) -> Token | None:
    """The time behind a noun and its past participle, with neither a comma nor a finite verb between."""
    is_out = False
    for t in sentence.tokens[noun.i + 1:noun.i + 1 + _ISSUE]:
        if t.text in (",", ";", ":") or t.morph.get("VerbForm") == "Fin":
            return None
        if t.mention is not None and t.mention.kind == "time":
            return t if is_out else None
        is_out = is_out or (t.morph.get("VerbForm") == "Part" and t.morph.get("Tense") == "Past")
    return None
