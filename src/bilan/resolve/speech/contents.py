"""What a reporting clause reports: the stretch of text that is credited to its speaker.

A stretch is `(start, end)` in the dispatch, without the reporting clause, the addressee and, at its edges, the
quotation marks.
"""

from __future__ import annotations

from bilan.resolve.grammar.phrases import preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.resolve.speech.ends import Ends
from bilan.resolve.speech.lexicon import ReportingWords
from bilan.resolve.speech.quoted import Stretch, bare
from bilan.resolve.speech.speakers import Clause, Speakers
from bilan.syntax import Sentence, Token

_OPEN = "«“\""
_INSERTION = 14
_PREDICATES = ("ADJ", "VERB", "NOUN", "ADP", "DET")
_PEOPLE = ("person", "party", "people")


class Contents:
    """Finds what is reported in the sentences of one dispatch."""

    def __init__(self, text: str, words: ReportingWords, roles: RoleReader, speakers: Speakers) -> None:
        self._text = text
        self._words = words
        self._roles = roles
        self._speakers = speakers
        self._ends = Ends(text, words)

    def around(self, sentence: Sentence, clause: Clause) -> Stretch | None:
        """The content of an inverted clause: what stands before it, and what goes on behind it."""
        tokens = sentence.tokens
        start, end = self._start_before(sentence, clause), tokens[clause.first].start
        behind = clause.last + 1
        while behind < len(tokens) and tokens[behind].text in (",", ".", ":", ")"):
            behind += 1
        before = [m for m in sentence.mentions if m.kind == "quotation" and m.end <= end]
        resumed = [m for m in sentence.mentions if m.kind == "quotation" and m.start >= tokens[clause.last].end]
        if behind < len(tokens) and self._goes_on(sentence, clause, behind, bool(before), bool(resumed)):
            end = max(t.end for t in tokens[behind:])
        elif clause.first == 0 and not before:
            return self.governed(sentence, clause.verb)
        return bare(self._text, start, end)

    def governed(self, sentence: Sentence, verb: Token) -> Stretch | None:
        """The quotation, the clause in "que" or the infinitive that a verb of saying governs."""
        tokens = sentence.tokens
        for t in tokens[verb.i + 1:verb.i + 1 + _INSERTION]:
            if t.mention is not None and t.mention.kind == "quotation":
                return t.mention.value.inner_start, t.mention.value.inner_end
            if t.lower in self._words.that and self._opens_a_clause(sentence, verb, t):
                return self._ends.clause(sentence, verb, t.i + 1)
            if _is_gerund(t) and tokens[t.i - 1].text == ",":
                return None
            if t.pos in ("VERB", "AUX") and t.morph.get("VerbForm") == "Inf":
                if self._is_an_aim(sentence, verb, t) or self._describes(sentence, verb, t):
                    return None
                return self._ends.clause(sentence, verb, self._negation_before(sentence, t.i))
            if self._words.reports(t) and t.pos == "VERB" and t.morph.get("VerbForm") != "Inf":
                return None
            if (
                t.morph.get("VerbForm") == "Fin"
                or t.text in (";", ".")
                or (t.text == ":" and not self._quoted_behind(sentence, t.i))
            ):
                return None
        return None

    def _opens_a_clause(self, sentence: Sentence, verb: Token, that: Token) -> bool:
        """Whether "que" opens what is said: no comparison ("autre chose que la guerre"), no relative clause of an
        object, no comment (", ce que l'armée nie"), and no other conjunction ("tandis que")."""
        tokens = sentence.tokens
        if that.i > verb.i + 1 and tokens[that.i - 1].lower in self._words.conjunctions_of_that:
            return False
        if tokens[that.i - 1].lower in self._words.clause_pronouns and tokens[that.i - 2].text == ",":
            return False
        if tokens[that.i - 1].pos == "CCONJ" and any(t.lower in self._words.that for t in tokens[:verb.i]):
            return False  # "a dit que X répondra et que Y cessera": what was said goes on
        objects = [o for o in sentence.children(verb, "obj") if verb.i < o.i < that.i and o.pos in ("NOUN", "PROPN")]
        if that.morph.get("PronType") == "Rel" and objects:
            return False
        return any(t.morph.get("VerbForm") == "Fin" or (t.mention is not None and t.mention.kind == "quotation")
                   for t in tokens[that.i + 1:])

    def from_here(self, sentence: Sentence, word: Token, first: int) -> Stretch | None:
        """What `word` reports from the token `first` on."""
        return self._ends.clause(sentence, word, first)

    def of_self(self, sentence: Sentence, verb: Token) -> Stretch | None:
        """What somebody says to be: "s'est dit prêt à négocier", "se dit à court de vivres"."""
        behind = [t for t in sentence.tokens[verb.i + 1:] if t.pos != "ADV" or t.dep not in ("advmod",)]
        if not behind or behind[0].lower in self._words.that or behind[0].pos not in _PREDICATES or (
                behind[0].mention is not None and behind[0].mention.kind != "name"):
            return None
        return self._ends.clause(sentence, verb, behind[0].i)

    def _is_an_aim(self, sentence: Sentence, verb: Token, infinitive: Token) -> bool:
        """Whether an infinitive tells what an object is for, and nothing that is said: "a lancé une offensive pour"."""
        if any(c.lemma in self._words.aims for c in sentence.children(infinitive, "mark", "case")):
            return True
        return any(o.i < infinitive.i and o.pos == "NOUN" for o in sentence.children(verb, "obj"))

    def _describes(self, sentence: Sentence, verb: Token, infinitive: Token) -> bool:
        """Whether an infinitive completes a noun that stands between: "évoque son envie de partir"."""
        noun = sentence.head(infinitive)
        return infinitive.dep == "acl" and verb.i < noun.i < infinitive.i and noun.pos == "NOUN"

    def _negation_before(self, sentence: Sentence, i: int) -> int:
        while i > 0 and sentence.tokens[i - 1].pos in ("ADV", "PRON") and len(sentence.tokens[i - 1].text) <= 3:
            i -= 1
        return i

    def _quoted_behind(self, sentence: Sentence, i: int) -> bool:
        nxt = sentence.tokens[i + 1:i + 2]
        return bool(nxt) and nxt[0].mention is not None and nxt[0].mention.kind == "quotation"

    def _start_before(self, sentence: Sentence, clause: Clause) -> int:
        """Where the content before an inverted clause begins: at the quotation right before it, where a colon leads to
        that or another reporting clause stands before it; else at the sentence."""
        tokens = sentence.tokens[:clause.first]
        while tokens and tokens[-1].pos == "PUNCT" and tokens[-1].mention is None:
            tokens.pop()
        quoted = tokens.pop() if tokens else None
        if quoted is None or quoted.mention is None or quoted.mention.kind != "quotation" or not tokens:
            return sentence.start
        earlier = any(t.mention is not None and t.mention.kind == "quotation" for t in tokens)
        told = earlier and any(t.pos == "VERB" and self._words.reports(t) for t in tokens)
        return quoted.start if told or tokens[-1].text == ":" else sentence.start

    def _goes_on(self, sentence: Sentence, clause: Clause, behind: int, quoted: bool, resumed: bool) -> bool:
        """Whether the content goes on behind an inserted reporting clause."""
        tokens = sentence.tokens
        token = tokens[behind]
        if token.mention is not None and token.mention.kind == "quotation":
            return True
        opening = tokens[behind:behind + 3]
        if any(
            self._words.reports(t) and t.morph.get("Tense") == "Pres" and t.morph.get("VerbForm") == "Part"
            for t in opening
        ):
            return False
        if quoted:
            return resumed and tokens[behind - 1].text in (",", ":")
        finite_before = any(t.morph.get("VerbForm") == "Fin" and not self._in_relative(sentence, t)
                            for t in tokens[:clause.first])
        return not finite_before and any(t.morph.get("VerbForm") == "Fin" for t in tokens[behind:])

    def _in_relative(self, sentence: Sentence, token: Token) -> bool:
        return token.dep in ("acl:relcl", "acl") or (token.dep in ("aux", "aux:pass", "cop")
                                                     and sentence.head(token).dep == "acl:relcl")

    def acted(self, sentence: Sentence, verb: Token) -> Stretch | None:
        """The object of a speech act, or what follows its preposition; of a passive the noun that is spoken of."""
        behind = sentence.tokens[verb.i + 1:verb.i + 4]
        phrase = next((p for p in self._words.phrases if p["verb"] == verb.lemma and (
            "noun" not in p or any(t.lemma == p["noun"] for t in behind))), None)
        given = self._given(sentence, verb)
        if given is not None:
            return self._ends.phrase(sentence, given, verb)
        if verb.lemma not in self._words.act and phrase is None:
            return self._quoted_object(sentence, verb)
        if self._roles.is_passive(sentence, verb):
            patient = self._roles.roles(sentence, verb).patient
            return self._ends.phrase(sentence, patient[0], verb) if patient else None
        if phrase is not None:
            at = next((t.i for t in behind if t.lemma == phrase.get("noun")), verb.i)
            found = self._judged(sentence, verb) if phrase.get("object") else None
            found = found or self._behind_preposition(sentence, at, phrase["preposition"])
            if found is not None or verb.lemma not in self._words.act:
                return found
        chosen = self._object(sentence, verb)
        return self._ends.phrase(sentence, chosen, verb) if chosen is not None else None

    def _given(self, sentence: Sentence, verb: Token) -> Token | None:
        """The object by which something is said: "a présenté ses condoléances", "a crié victoire"."""
        nouns = [n for a in self._words.act_objects if verb.lemma in a["verbs"] for n in a["nouns"]]
        return next((t for t in sentence.children(verb, "obj") if t.i > verb.i and t.lemma.lower() in nouns), None)

    def _object(self, sentence: Sentence, verb: Token) -> Token | None:
        """What a speech act is about: an infinitive, else its object, else what a preposition brings in."""
        candidates = [t for t in sentence.children(verb, "obj", "xcomp", "ccomp", "obl", "obl:arg", "iobj")
                      if t.i > verb.i and (t.mention is None or t.mention.kind != "time")]
        if any(t.lemma.lower() in self._words.not_with.get(verb.lemma, ()) for t in candidates):
            return None
        infinitives = [t for t in candidates if t.pos in ("VERB", "AUX")]
        wanted = self._words.act_with.get(verb.lemma)
        if wanted is not None and not infinitives:  # "appelle ses voisins, dont X, à être prêts"
            infinitives = [t for t in sentence.children(verb, "advcl") if t.i > verb.i and any(
                m.lemma in wanted for m in sentence.children(t, "mark"))]
        nouns = candidates
        if wanted is not None:
            nouns = [t for t in candidates if preposition(sentence, t) in wanted]
        if verb.lemma in self._words.of_things:
            infinitives = []
            nouns = [t for t in nouns if t.dep == "obj" and t.mention is None
                     and self._speakers.sort(sentence, t) not in _PEOPLE]
        objects = [t for t in nouns if t.dep == "obj"]
        return next(iter((*infinitives, *objects, *nouns)), None)

    def _quoted_object(self, sentence: Sentence, verb: Token) -> Stretch | None:
        """A few quoted words that a verb of saying has for its object ("a concédé « une lourde perte »"), or what it
        judges ("a jugé « honteuse » l'impuissance de")."""
        if verb.lemma not in self._words.say and verb.lemma not in self._words.judge:
            return None
        objects = [t for t in sentence.children(verb, "obj", "xcomp") if t.i > verb.i and (
            t.mention is None or t.mention.kind == "name")]
        if not objects:
            return None
        inside = [t for o in objects for t in sentence.subtree(o) if t.i > verb.i]
        start, end = min(t.start for t in inside), max(t.end for t in inside)
        quoted = any(mark in self._text[verb.end:end + 2] for mark in _OPEN)
        if not quoted and not (verb.lemma in self._words.judge and len(objects) > 1):
            return None
        return bare(self._text, start, end)

    def _judged(self, sentence: Sentence, verb: Token) -> Stretch | None:
        """What somebody gives a name to, and the name: "a qualifié le raid d'« acte lâche »"."""
        judged = [t for t in sentence.children(verb, "obj") if t.i > verb.i and t.pos != "PRON"]
        first = min((t.i for t in judged[:1] for t in sentence.subtree(t)), default=None)
        if first is None or any(t.pos not in ("ADV", "NOUN") for t in sentence.tokens[verb.i + 1:first]):
            return None
        return self._ends.clause(sentence, verb, first)

    def _behind_preposition(self, sentence: Sentence, at: int, wanted: str) -> Stretch | None:
        for t in sentence.tokens[at + 1:at + 6]:
            if t.lemma == wanted or t.lower == wanted:
                return self._ends.clause(sentence, sentence.tokens[at], t.i + 1)
        return None

    def denied_before(self, sentence: Sentence, clause: Clause) -> Stretch | None:
        """What "ce que X nie" refers back to: the infinitive or the clause before the comma."""
        pronoun = next((t for t in sentence.tokens[max(0, clause.first - 8):clause.first + 1]
                        if t.lower in self._words.clause_pronouns), None)
        if pronoun is None:
            return None
        before = sentence.tokens[:pronoun.i]
        if not before:
            return None
        infinitive = next((t for t in before if t.morph.get("VerbForm") == "Inf"), None)
        start = infinitive.start if infinitive is not None else sentence.start
        return bare(self._text, start, before[-1].end)


def _is_gerund(token: Token) -> bool:
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Pres"
