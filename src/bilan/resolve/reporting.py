"""Reporting clauses: who says, denies, demands or counts what.

Takes a parsed sentence; returns an `analysis.Attribution` for each verb that reports. The content is found by what the
verb governs (a clause in "que", an infinitive, a noun) or by where it stands (a quotation beside it, a sentence that
the reporting clause interrupts or closes).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bilan.analysis import Analysis, Attribution
from bilan.entities import Entity
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.phrases import NOMINAL, members, preposition
from bilan.resolve.roles import RoleReader
from bilan.syntax import Sentence, Token

_GROUP = ("aux", "aux:tense", "aux:pass", "aux:caus", "expl", "expl:comp", "expl:pass", "expl:subj", "advmod", "iobj", "obj")


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause as found: its verb, where its verb group begins, its speaker and whether it is inverted."""

    verb: Token
    first: int
    speaker: Token
    inverted: bool
    last: int


class ReportingReader:
    """Reads the reporting clauses of one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, roles: RoleReader, entities: EntityReader) -> None:
        self._text = analysis.dispatch.text
        table = language.table("reporting")
        self._say = frozenset(table["say"])
        self._marked = frozenset(table["say_when_marked"])
        self._act = frozenset(table["act"])
        self._count = frozenset(table["count"])
        self._phrases = table["act_phrases"]
        self._not_speakers = frozenset(table["no_speakers"])
        self._channels = frozenset(table["channels"])
        self._that = frozenset(table["that"])
        self._clitics = frozenset(table["clitics"])
        self._roles = roles
        self._entities = entities

    def read(self, sentence: Sentence) -> Iterator[Attribution]:
        """The attributions that the reporting verbs of a sentence make, in the order of their verbs."""
        for token in sentence.tokens:
            if token.pos not in ("VERB", "AUX", "ADJ") or token.mention is not None:
                continue
            known = token.lemma in self._say or token.lemma in self._marked or token.lemma in self._act or \
                token.lemma in self._count or any(p["verb"] == token.lemma for p in self._phrases)
            if not known:
                continue
            clause = self._clause(sentence, token)
            if clause is not None:
                yield from self._attributions(sentence, clause)

    def _clause(self, sentence: Sentence, verb: Token) -> Clause | None:
        """The reporting clause around a verb, `None` where nobody speaks in it."""
        group = [t for t in sentence.children(verb, *_GROUP) if t.i < verb.i and verb.i - t.i <= 5
                 and (t.pos in ("AUX", "PRON", "ADV") or t.dep.startswith(("aux", "expl")))]
        first = min([verb.i, *(t.i for t in group)])
        speaker = self._inverted_speaker(sentence, verb, first)
        inverted = speaker is not None
        if speaker is None:
            passive = self._roles.is_passive(sentence, verb)
            found = self._roles.roles(sentence, verb)
            heads = found.agent
            if passive and verb.lemma not in self._act and verb.lemma not in self._count:
                return None
            speaker = heads[0] if heads else None
        if speaker is None or not self._can_speak(sentence, speaker):
            return None
        last = self._end_of_clause(sentence, verb, speaker) if inverted else verb.i
        return Clause(verb, first, speaker, inverted, last)

    def _inverted_speaker(self, sentence: Sentence, verb: Token, first: int) -> Token | None:
        """The subject behind a verb of saying that follows a quotation or a comma: ", a déclaré lundi le ministre"."""
        if verb.morph.get("VerbForm") == "Inf" or (verb.morph.get("VerbForm") == "Part" and first == verb.i
                                                   and verb.morph.get("Tense") == "Pres"):
            return None
        behind = sentence.tokens[first + 1:verb.i + 3]
        for t in behind:
            bare = t.lower.replace("-t-", "").lstrip("-")
            if bare in self._clitics and (t.text.startswith("-") or sentence.tokens[t.i - 1].text.endswith("-")):
                return t
        if first > 0 and not self._opens(sentence, first):
            return None
        if any(t.i < first and t.dep in ("nsubj", "nsubj:pass") for t in sentence.children(verb)) and first > 0:
            return None
        for t in sentence.tokens[verb.i + 1:verb.i + 14]:
            if t.text in (",", ";", ":") and t.i > verb.i + 1 and not self._is_insertion(sentence, t, verb):
                return None
            if t.pos in NOMINAL and (t.mention is None or t.mention.kind == "name") and t.dep not in ("nmod", "flat", "flat:name") \
                    and preposition(sentence, t) is None and not self._inside_phrase(sentence, t, verb):
                return t
            if t.morph.get("VerbForm") == "Fin" or t.lower in self._that:
                return None
        return None

    def _opens(self, sentence: Sentence, first: int) -> bool:
        before = sentence.tokens[first - 1]
        return before.text in (",", "»", "”", "\"", "–", "—", "(", ")") or (
            before.mention is not None and before.mention.kind == "quotation")

    def _is_insertion(self, sentence: Sentence, comma: Token, verb: Token) -> bool:
        """Whether a comma opens a time or a place between a verb and its subject: "a déclaré, lundi soir, son …"."""
        after = sentence.tokens[comma.i + 1:comma.i + 2]
        return bool(after) and (after[0].pos == "ADP" or (after[0].mention is not None and after[0].mention.kind == "time")
                                or sentence.tokens[comma.i - 1].mention is not None)

    def _inside_phrase(self, sentence: Sentence, token: Token, verb: Token) -> bool:
        """Whether a noun stands inside a prepositional phrase of the clause ("dans un communiqué l'armée")."""
        for up in sentence.ancestors(token):
            if up.i <= verb.i:
                return False
            if up.pos in NOMINAL and up.i < token.i and preposition(sentence, up) is not None:
                return token.dep not in ("nsubj", "obj")
        return False

    def _can_speak(self, sentence: Sentence, head: Token) -> bool:
        if head.pos in ("PRON",):
            return self._entities.coreference.is_pronoun(head) or head.lower.lstrip("-t") in self._clitics
        if head.mention is not None:
            return head.mention.kind == "name"
        if head.lemma.lower() in self._not_speakers or head.pos not in ("NOUN", "PROPN"):
            return False
        return self._entities.sort(sentence, head) in ("person", "party", "body", "people") or \
            self._entities.named_person(sentence, head) is not None

    def _end_of_clause(self, sentence: Sentence, verb: Token, speaker: Token) -> int:
        """The last token of an inverted reporting clause: its subject with titles, appositions and complements."""
        last = max(speaker.i, verb.i)
        tokens = sentence.tokens
        while last + 1 < len(tokens):
            nxt = tokens[last + 1]
            if nxt.text in (",", "(", "–"):
                stop = self._apposition_end(sentence, last + 1, speaker)
                if stop is None:
                    return last
                last = stop
                continue
            if nxt.mention is not None and nxt.mention.kind == "quotation":
                return last
            if nxt.text in (".", ";", ":", ")") or nxt.lower in self._that or nxt.morph.get("VerbForm") == "Fin" \
                    or (nxt.pos == "VERB" and nxt.morph.get("Tense") == "Pres" and nxt.morph.get("VerbForm") == "Part"):
                return last
            last += 1
        return last

    def _apposition_end(self, sentence: Sentence, comma: int, speaker: Token) -> int | None:
        """The last token of what stands in apposition behind a comma, `None` where the comma closes the clause."""
        tokens = sentence.tokens
        stop = comma + 1
        while stop < len(tokens) and tokens[stop].text not in (",", ";", ".", ")", ":"):
            t = tokens[stop]
            if t.morph.get("VerbForm") == "Fin" or (t.mention is not None and t.mention.kind == "quotation"):
                return None
            if t.pos == "VERB" and t.morph.get("VerbForm") == "Part" and t.morph.get("Tense") == "Pres":
                return None
            if t.pos == "SCONJ" or t.pos == "CCONJ" and stop == comma + 1:
                return None
            stop += 1
        if stop == comma + 1:
            return None
        begins = tokens[comma + 1]
        if begins.pos == "ADP" and not (begins.mention is not None):
            return None
        closes = tokens[stop].text == ")" if stop < len(tokens) else False
        return stop if closes else stop - 1

    def _attributions(self, sentence: Sentence, clause: Clause) -> Iterator[Attribution]:
        verb = clause.verb
        source = self._entities.speaker(sentence, clause.speaker)
        joint = tuple(self._entities.speaker(sentence, m) for m in members(sentence, clause.speaker))
        cue = (sentence.tokens[clause.first].start, sentence.tokens[clause.last].end)
        base = Attribution(cue[0], cue[1], source, joint or (source,), cue, statement=True, via=self._via(sentence, verb))
        if clause.inverted:
            if verb.lemma in self._count and verb.lemma not in self._say | self._marked:
                base = replace(base, statement=False)
            yield from self._around(sentence, clause, base)
            return
        start = sentence.tokens[min(clause.first, clause.speaker.i)].start
        content = self._governed(sentence, verb)
        if content is not None and (verb.lemma in self._say or verb.lemma in self._marked or self._is_quote(sentence, content)):
            direct = self._is_direct(sentence, content)
            yield replace(base, start=content[0], end=content[1], direct=direct, cue=(start, verb.end))
            return
        acted = self._acted(sentence, verb)
        if acted is not None:
            yield replace(base, start=acted[0], end=acted[1], cue=(start, verb.end))
        elif verb.lemma in self._count:
            last = max(t.end for t in sentence.subtree(verb))
            yield replace(base, start=verb.start, end=last, statement=False, cue=(start, verb.end))

    def _is_quote(self, sentence: Sentence, content: tuple[int, int]) -> bool:
        return any(m.kind == "quotation" and m.start < content[1] and content[0] < m.end for m in sentence.mentions)

    def _is_direct(self, sentence: Sentence, content: tuple[int, int]) -> bool:
        return self._is_quote(sentence, content)

    def _around(self, sentence: Sentence, clause: Clause, base: Attribution) -> Iterator[Attribution]:
        """The content of an inverted clause: what stands before it, and what goes on behind it."""
        tokens = sentence.tokens
        start, end = sentence.start, tokens[clause.first].start
        behind = clause.last + 1
        while behind < len(tokens) and tokens[behind].text in (",", ".", ":", ")"):
            behind += 1
        quotes = [m for m in sentence.mentions if m.kind == "quotation"]
        before = [m for m in quotes if m.end <= base.cue[0]]
        resumed = [m for m in quotes if m.start >= base.cue[1]]
        if behind < len(tokens) and self._goes_on(sentence, clause, behind, bool(before), bool(resumed)):
            end = max(t.end for t in tokens[behind:])
        elif clause.first == 0 and not before:
            content = self._governed(sentence, clause.verb)
            if content is None:
                return
            yield replace(base, start=content[0], end=content[1], direct=self._is_direct(sentence, content))
            return
        start, end = self._bare(start, end)
        if end <= start:
            return
        direct = any(m.start < end and start < m.end for m in quotes)
        yield replace(base, start=start, end=end, direct=direct)

    def _goes_on(self, sentence: Sentence, clause: Clause, behind: int, quoted: bool, resumed: bool) -> bool:
        """Whether the content goes on behind an inserted reporting clause."""
        token = sentence.tokens[behind]
        if token.mention is not None and token.mention.kind == "quotation":
            return True
        if token.lemma in self._say | self._marked | self._act and token.morph.get("Tense") == "Pres":
            return False
        if quoted:
            return resumed and sentence.tokens[behind - 1].text in (",", ":")
        finite_before = any(t.morph.get("VerbForm") == "Fin" and t.dep not in ("acl:relcl",)
                            for t in sentence.tokens[:clause.first])
        return not finite_before and any(t.morph.get("VerbForm") == "Fin" for t in sentence.tokens[behind:])

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        """A stretch without blanks, commas and quotation marks at its edges, where the marks are a pair of their own."""
        text = self._text
        edges = " \t\n\u00a0\u202f,.;:–—"
        while start < end and text[start] in edges:
            start += 1
        while end > start and text[end - 1] in edges:
            end -= 1
        stretch = text[start:end]
        opens, closes = stretch[:1] in "«“\"", stretch[-1:] in "»”\""
        if opens and closes and len(stretch) > 2 and not any(c in stretch[1:-1] for c in "«“\""):
            return self._bare(start + 1, end - 1)
        return start, end

    def _governed(self, sentence: Sentence, verb: Token) -> tuple[int, int] | None:
        """The clause, the infinitive or the quotation that a verb of saying governs."""
        for t in sentence.children(verb, "ccomp", "xcomp", "obj", "parataxis", "advcl", "obl", "dep"):
            if t.i < verb.i:
                continue
            if t.mention is not None and t.mention.kind == "quotation":
                return t.mention.value.inner_start, t.mention.value.inner_end
            if t.dep in ("ccomp", "xcomp") and t.pos in ("VERB", "AUX", "NOUN", "ADJ", "PRON", "PROPN", "NUM", "ADV"):
                return self._clause_span(sentence, verb, t)
        return None

    def _clause_span(self, sentence: Sentence, verb: Token, clause: Token) -> tuple[int, int] | None:
        inside = [t for t in sentence.subtree(clause) if t.i > verb.i]
        while inside and (inside[0].lower in self._that or inside[0].pos == "PUNCT"):
            inside.pop(0)
        while inside and inside[-1].pos == "PUNCT" and inside[-1].mention is None:
            inside.pop()
        if not inside:
            return None
        return self._bare(inside[0].start, inside[-1].end)

    def _acted(self, sentence: Sentence, verb: Token) -> tuple[int, int] | None:
        """The object of a speech act, or what follows its preposition; of a passive the noun that is spoken of."""
        phrase = next((p for p in self._phrases if p["verb"] == verb.lemma and (
            "noun" not in p or any(t.lemma == p["noun"] for t in sentence.children(verb, "obj", "xcomp", "obl")))), None)
        if verb.lemma not in self._act and phrase is None:
            return None
        if self._roles.is_passive(sentence, verb):
            patient = self._roles.roles(sentence, verb).patient
            return self._phrase_span(sentence, patient[0], verb) if patient else None
        candidates = sentence.children(verb, "obj", "xcomp", "ccomp", "obl", "obl:arg", "iobj")
        if phrase is not None and "noun" in phrase:
            noun = next(t for t in sentence.children(verb, "obj", "xcomp", "obl") if t.lemma == phrase["noun"])
            candidates = [*sentence.children(noun, "nmod", "acl", "obl"), *candidates]
            candidates = [t for t in candidates if t is not noun]
        elif phrase is not None:
            candidates = [t for t in candidates if preposition(sentence, t) == phrase["preposition"]]
        infinitives = [t for t in candidates if t.pos == "VERB" and t.i > verb.i]
        nominal = [t for t in candidates if t.i > verb.i and (t.mention is None or t.mention.kind != "time")]
        chosen = infinitives[:1] or nominal[:1]
        return self._phrase_span(sentence, chosen[0], verb) if chosen else None

    def _phrase_span(self, sentence: Sentence, head: Token, verb: Token) -> tuple[int, int] | None:
        inside = [t for t in sentence.subtree(head)]
        if head.i > verb.i:
            inside = [t for t in inside if t.i > verb.i]
        else:
            inside = [t for t in inside if t.i < verb.i]
        while inside and (inside[0].pos in ("ADP", "PUNCT", "SCONJ") and inside[0].mention is None):
            inside.pop(0)
        return self._bare(inside[0].start, inside[-1].end) if inside else None

    def _via(self, sentence: Sentence, verb: Token) -> str | None:
        """The channel that a reporting clause names: "dans un communiqué", "sur la BBC"."""
        for t in sentence.children(verb, "obl", "obl:mod", "nmod"):
            if t.lemma.lower() in self._channels:
                return self._text[t.start:t.end]
            if t.mention is not None and t.mention.kind == "name" and any(
                    a.kind == "media" for a in t.mention.value.actors):
                return self._text[t.start:t.end]
        return None


__all__ = ["Clause", "Entity", "ReportingReader"]
