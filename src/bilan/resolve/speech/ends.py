"""How far what is reported goes on: to the end of its sentence, or to where the outlet speaks again."""

from __future__ import annotations

from bilan.resolve.speech.lexicon import ReportingWords
from bilan.resolve.speech.quoted import Stretch, bare
from bilan.syntax import Sentence, Token

_NEAR = 6
_PAUSES = frozenset({",", ";", ":", "(", "–", "—", "-"})


class Ends:
    """Finds the ends of contents in the sentences of one dispatch."""

    def __init__(self, text: str, words: ReportingWords) -> None:
        self._text = text
        self._words = words

    def clause(self, sentence: Sentence, verb: Token, first: int) -> Stretch | None:
        """The clause that begins at a token: to the end of the sentence, or to where another speech, a contrast of the
        outlet's or a source begins."""
        tokens = sentence.tokens
        last = first
        for t in tokens[first:self._limit(sentence, verb, first) + 1]:
            if t.i > first + 1 and (
                    self._ends_before(sentence, verb, t) or self._goes_back(sentence, tokens[first], t)):
                break
            last = t.i
        if last < first or first >= len(tokens):
            return None
        while last > first and (tokens[last].pos in ("PUNCT", "CCONJ") and tokens[last].mention is None):
            last -= 1
        return bare(self._text, tokens[first].start, tokens[last].end)

    def _limit(self, sentence: Sentence, verb: Token, first: int) -> int:
        """The last token that what a verb reports can reach: of a relative clause its own last one ("les rebelles, qui
        disent avoir signé, attaquent")."""
        last = len(sentence.tokens) - 1
        if verb.dep != "acl:relcl":
            return last
        own = max(t.i for t in sentence.subtree(verb))
        return own if own > first else last

    def _goes_back(self, sentence: Sentence, first: Token, token: Token) -> bool:
        """Whether a conjunction goes back to the subject of the verb of saying, behind an infinitive: "a nié avoir tiré
        et a dénoncé"."""
        if token.pos != "CCONJ" or first.morph.get("VerbForm") != "Inf":
            return False
        for t in sentence.tokens[token.i + 1:token.i + _NEAR]:
            if t.morph.get("VerbForm") == "Fin":
                return True
            if t.pos not in ("ADV", "PRON") or t.morph.get("PronType") == "Rel":
                return False
        return False

    def _leaves_speech(self, sentence: Sentence, token: Token) -> bool:
        """Whether the outlet tells from here on how it was said: where ("dans un communiqué"), or what was not ("sans
        donner de détails")."""
        behind = sentence.tokens[token.i + 1:token.i + _NEAR]
        if token.lower in self._words.without:
            return any(t.morph.get("VerbForm") == "Inf" and (
                self._words.reports(t) or t.lemma in self._words.tells) for t in behind)
        noun = sentence.head(token)
        return token.dep == "case" and noun.i > token.i and noun.mention is None and (
            noun.lemma.lower() in self._words.written and noun.dep in ("obl", "nmod", "obl:mod", "obl:arg"))

    def _ends_before(self, sentence: Sentence, verb: Token, token: Token) -> bool:
        tokens = sentence.tokens
        before = tokens[token.i - 1]
        if before.text == "," and self._takes_up(sentence, token):
            return True
        if token.lower in self._words.boundaries and (before.text == "," or token.pos == "SCONJ"):
            return True
        if token.text == ";" or self._leaves_speech(sentence, token):
            return True
        if not self._words.reports_or_charges(token) or token.pos not in ("VERB", "AUX"):
            return False
        if token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past" and token.dep == "conj":
            return before.pos == "CCONJ" and not sentence.children(token, "aux", "aux:pass", "nsubj")
        if token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Pres":
            return before.text == "," or before.lower in self._words.that or before.pos in ("ADP", "CCONJ", "ADV")
        return False

    def _takes_up(self, sentence: Sentence, token: Token) -> bool:
        """Whether behind a comma the outlet takes up what was said: by a pronoun that stands for all of it ("…, ce que
        X nie"), or by another act of the speaker's with its object before it ("…, l'accusant de")."""
        behind = sentence.tokens[token.i + 1:token.i + 2]
        if not behind:
            return False
        if token.lower in self._words.clause_pronouns:
            return behind[0].lower in self._words.that
        if self._sums_up(sentence, token):
            return True
        verb = behind[0]
        return token.pos in ("PRON", "DET") and verb.pos == "VERB" and self._words.reports_or_charges(verb) and (
            verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") == "Pres")

    def _sums_up(self, sentence: Sentence, token: Token) -> bool:
        """Whether a noun without a definite article sums up what was said and is described ("…, des accusations que"),
        or the outlet goes on with others who say so ("…, tout comme")."""
        following = sentence.tokens[token.i:token.i + _NEAR]
        if any(tuple(t.lower.rstrip("'’") for t in following[:len(words)]) == tuple(
                w.rstrip("'") for w in words) for words in self._words.likewise):
            return True
        nouns = following[1:2] if token.pos == "DET" and token.morph.get("Definite") != "Def" else following[:1]
        if not nouns or nouns[0].mention is not None or nouns[0].lemma.lower() not in self._words.summaries:
            return False
        return any(t.i > nouns[0].i for t in sentence.children(nouns[0], "acl", "acl:relcl", "amod"))

    def phrase(self, sentence: Sentence, head: Token, verb: Token) -> Stretch | None:
        """The object of a speech act with all that is said of it, to where the clause of its verb ends or the outlet
        goes on; of a passive the noun alone."""
        inside = [t for t in sentence.subtree(head) if (t.i > verb.i) == (head.i > verb.i)]
        while inside and inside[0].pos in ("ADP", "PUNCT", "SCONJ") and inside[0].mention is None:
            inside.pop(0)
        if not inside:
            return None
        if head.i > verb.i:
            inside = self._to_the_end(sentence, inside[0], head, verb)
        while len(inside) > 1 and inside[-1].mention is not None and inside[-1].mention.kind == "time" and (
                inside[-2].pos != "ADP"):
            inside.pop()
        while len(inside) > 1 and inside[-1].pos in ("CCONJ", "PUNCT") and inside[-1].mention is None:
            inside.pop()
        return bare(self._text, inside[0].start, inside[-1].end)

    def _to_the_end(self, sentence: Sentence, first: Token, head: Token, verb: Token) -> list[Token]:
        tokens = sentence.tokens
        embedded = any(t.dep in ("acl:relcl", "acl") for t in (verb, *sentence.ancestors(verb)))
        limit = max(t.i for t in sentence.subtree(verb)) if embedded else len(tokens) - 1
        found = [first]
        for t in tokens[first.i + 1:limit + 1]:
            if t.i > head.i and (self._ends_before(sentence, verb, t) or self._begins_another(sentence, t, head)):
                break
            found.append(t)
        return found

    def _begins_another(self, sentence: Sentence, token: Token, head: Token) -> bool:
        """Whether a conjunction begins another clause of the sentence and no other object."""
        if token.pos not in ("CCONJ", "PUNCT") or token.mention is not None:
            return False
        after = sentence.tokens[token.i + 1:token.i + 7]
        if token.text == "," and not (
            after and after[0].pos in ("CCONJ", "DET", "PRON", "PROPN", "NOUN", "VERB", "AUX", "SCONJ")
        ):
            return False
        if token.pos == "PUNCT" and token.text != ",":
            return token.text in (";", ":")
        for t in after:
            if t.morph.get("VerbForm") == "Fin" and t.dep not in ("acl:relcl",) and sentence.head(t).dep != "acl:relcl":
                return True
            if t.pos == "PRON" and t.morph.get("PronType") == "Rel":
                return False
        return False


class Scopes:
    """Finds what the prepositions that credit ("selon X") cover. `boundaries` are the words that open a clause."""

    def __init__(self, boundaries: frozenset[str]) -> None:
        self._boundaries = boundaries

    def described_to(self, sentence: Sentence, last: int, end: int) -> int:
        """Where a relative clause ends that describes a source behind its comma ("selon Ryad, qui soutient X, …"),
        which the outlet tells."""
        opening = sentence.tokens[last + 1:last + 3]
        if len(opening) < 2 or opening[0].text != "," or opening[1].morph.get("PronType") != "Rel":
            return end
        verb = sentence.head(opening[1])
        inside = [t for t in sentence.subtree(verb) if t.i >= opening[1].i and t.pos != "PUNCT"]
        closed = sentence.tokens[inside[-1].i + 1:inside[-1].i + 2]
        is_aside = verb.dep in ("acl:relcl", "advcl", "acl") and closed and closed[0].text == ","
        return inside[-1].end if is_aside else end

    def scope(self, sentence: Sentence, first: int, last: int, cues: list[tuple[int, int]], k: int) -> tuple[int, int]:
        """What a preposition covers: the whole sentence, or its own clause where the sentence has another."""
        inside = self._relative_clause(sentence, first, last)
        if inside is not None:
            return inside
        start, end = sentence.start, sentence.end
        if len(cues) == 1:
            return start, end
        leading = first == 0 or (k + 1 < len(cues) and self._opens_clause(sentence, first))
        if leading:
            if k + 1 < len(cues):
                end = sentence.tokens[self._boundary(sentence, last, cues[k + 1][0])].start
            return sentence.tokens[first].start, end
        if k > 0:
            start = sentence.tokens[min(cues[k - 1][1] + 1, len(sentence.tokens) - 1)].start
        if k + 1 < len(cues):
            end = sentence.tokens[last].end
        return start, end

    def _relative_clause(self, sentence: Sentence, first: int, last: int) -> tuple[int, int] | None:
        """The relative clause or participle behind a comma that a preposition stands in with none before it, which
        covers no more ("20 civils ont été tués par des raids, qui visaient selon l'armée des rebelles")."""
        tokens = sentence.tokens
        if first == 0 or tokens[first - 1].text in _PAUSES:
            return None
        for up in sentence.ancestors(tokens[last]):
            if up.dep in ("acl:relcl", "acl") and up.i < first:
                clause = [t for t in sentence.subtree(up) if t.pos != "PUNCT"]
                begin = min(t.i for t in clause)
                is_aside = begin > 0 and tokens[begin - 1].text in _PAUSES
                return (tokens[begin].start, max(t.end for t in clause)) if is_aside else None
        return None

    def _opens_clause(self, sentence: Sentence, first: int) -> bool:
        return first > 0 and sentence.tokens[first - 1].lower in self._boundaries

    def _boundary(self, sentence: Sentence, first: int, last: int) -> int:
        for t in sentence.tokens[first:last]:
            if t.lower in self._boundaries or t.text == ";":
                return t.i
        return last
