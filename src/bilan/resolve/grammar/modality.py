"""Whether a clause is asserted, alleged, expected, denied or called for: one mechanism for every kind of claim.

Takes a parsed sentence and a predicate; walks from it to the finite verb that governs it, and lets each step that it
passes (an adjective, an auxiliary, a governing verb, a negation) turn the answer.
"""

from __future__ import annotations

from bilan.claims import Modality
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

_LINKS = ("xcomp", "advcl", "acl", "obj", "obl", "obl:arg", "nsubj", "nsubj:pass", "nmod", "ccomp", "conj", "appos",
          "obl:agent", "iobj", "nummod", "dep", "parataxis")

_PERFECT = ("aux", "aux:tense")
_THAT = ("ccomp", "csubj", "csubj:pass", "xcomp", "obj")
"""How a clause with "que" hangs on its verb."""


class ModalityReader:
    """Reads modality. One instance serves all sentences of a language."""

    def __init__(self, language: Language) -> None:
        self._words = {key: frozenset(words) for key, words in language.table("modality").items()}

    def modality(self, sentence: Sentence, predicate: Token) -> Modality | None:
        """The modality of `predicate`, or `None` for a pure hypothesis, which makes no claim."""
        words = self._words
        here = self._adjectives(sentence, predicate)
        if here is not None:
            return here if here != "hypothesis" else None  # type: ignore[return-value]
        if self._is_to_come(sentence, predicate):
            return "expected"
        if predicate.pos == "NOUN" and any(
                t.lower in words["negative_determiners"] for t in sentence.children(predicate, "det")):
            return "denied"
        token, answer = predicate, "asserted"
        for _ in range(8):
            if self._came_after(sentence, token):
                break
            verdict = self._of_verb(sentence, token)
            if verdict == "hypothesis":
                return None
            if verdict != "asserted":
                answer = self._joined(answer, verdict)
            if self._is_finite(sentence, token) and self._is_wanted(sentence, token):
                answer = self._joined(answer, self._of_wish(sentence, token))
            if self._stands_alone(sentence, token) or token.head == token.i or token.dep not in _LINKS:
                break
            governor = sentence.head(token)
            if token.dep != "conj":  # a member of a list stands beside its governor, not under it
                answer = self._joined(answer, self._governed(sentence, token, governor))
            if token.dep == "advcl" and self._marked(sentence, token, words["without"]):
                answer = "denied"
            if (
                token.pos in ("NOUN", "PROPN")
                and token.dep in ("obl", "obl:mod")
                and self._is_negated(sentence, governor)
            ):
                break  # what did not happen after an event, or in answer to it, does not deny the event
            if token.dep in ("nsubj", "nsubj:pass") and governor.lemma not in words["deny"]:
                return self._as_subject(sentence, governor, answer)
            token = governor
        if answer in ("expected", "called_for") and self._is_done(sentence, predicate):
            return "asserted"
        return answer  # type: ignore[return-value]

    def _is_to_come(self, sentence: Sentence, noun: Token) -> bool:
        """Whether an event told by a noun is still to come by what stands around it: a last day ("le retrait des
        troupes d'ici mai"), an aim ("en vue d'un retrait"), or a pledge that is only announced or agreed ("a annoncé le
        retrait de"); or an infinitive that says what an aim is ("l'objectif est de reprendre")."""
        if noun.morph.get("VerbForm") == "Inf" and sentence.children(noun, "cop"):
            return any(t.lemma.lower() in self._words["goals"] for t in sentence.children(noun, "nsubj"))
        if noun.pos != "NOUN" or noun.head == noun.i or noun.dep in ("nsubj", "nsubj:pass"):
            return False
        governor = sentence.head(noun)
        near = sentence.children(noun)
        if noun.dep == "obj":
            near += [t for t in sentence.children(governor) if t.i > noun.i]
        if any(t.mention is not None and t.mention.kind == "time" and t.mention.value.relation == "by" for t in near):
            return True
        words = self._words
        if governor.lemma in words["ahead"] and noun.dep == "nmod":
            return True
        return noun.lemma in words["pledges"] and governor.lemma in words["pledging"]

    def _came_after(self, sentence: Sentence, token: Token) -> bool:
        """Whether an infinitive behind "avant de" tells what came after something past: who "a tenté d'entrer avant
        d'être tué" was killed."""
        if not self._marked(sentence, token, self._words["before"]) or self._is_finite(sentence, token):
            return False
        verbs = [t for t in sentence.ancestors(token) if t.pos == "VERB"]
        finite = next((t for t in verbs if self._is_finite(sentence, t)), None)
        return finite is not None and finite is not sentence.head(token) and self._is_past(sentence, finite)

    def _is_done(self, sentence: Sentence, token: Token) -> bool:
        """Whether a bare past participle describes somebody by name or behind a comma: who is to visit "la veuve du
        maire, tué en mai" visits that of one who was killed."""
        if token.dep != "acl" or token.morph.get("Tense") != "Past" or token.morph.get("VerbForm") != "Part":
            return False
        auxiliaries = sentence.children(token, "aux", "aux:pass", "aux:tense")
        if auxiliaries and all(t.morph.get("VerbForm") == "Part" for t in auxiliaries):
            return True  # "des captifs ayant tué des soldats"
        bare = not auxiliaries and not sentence.children(token, "mark", "case")
        return bare and (sentence.head(token).pos == "PROPN" or sentence.tokens[token.i - 1].text == ",")

    def _is_wanted(self, sentence: Sentence, token: Token) -> bool:
        """Whether a clause with "que" tells what somebody wants, fears or forbids: it is in the subjunctive, of which
        few forms are told from the indicative ("il faut que les rebelles partent")."""
        return token.dep in _THAT and sentence.head(token).lemma in self._words["subjunctive"]

    def _stands_alone(self, sentence: Sentence, token: Token) -> bool:
        """Whether a verb heads a clause whose governor does not change it: a finite one, or a participle with a subject
        of its own ("le bilan pourrait s'alourdir, 22 personnes étant portées disparues")."""
        absolute = token.dep == "advcl" and token.morph.get("VerbForm") == "Part" and sentence.children(
            token, "nsubj", "nsubj:pass")
        return bool(absolute) or self._is_finite(sentence, token)

    def _of_wish(self, sentence: Sentence, token: Token) -> str:
        """What a verb of wanting makes of its clause: who wants that something ends calls for it."""
        wanting = sentence.head(token)
        is_call = wanting.lemma in self._words["wish"] and self._of_verb(sentence, wanting) == "asserted"
        return "called_for" if is_call else self._governed(sentence, token, wanting)

    def _as_subject(self, sentence: Sentence, governor: Token, answer: str) -> Modality | None:
        """The modality of an event that is the subject of a verb. In the simple conditional of another verb than a
        forecast it is only supposed ("la perte de la ville marquerait"); a hearsay has happened ("l'attaque aurait
        fait")."""
        auxiliaries = sentence.children(governor, "aux", "aux:tense")
        is_conditional = any(t.morph.get("Mood") == "Cnd" for t in (governor, *sentence.children(governor, "cop")))
        if is_conditional and not auxiliaries and governor.lemma not in self._words["forecast_in_conditional"]:
            return None
        verdict = self._of_verb(sentence, governor)
        if answer == "asserted" and governor.lemma in self._words["due"] and sentence.children(governor, "xcomp"):
            return "expected"
        if verdict in ("hypothesis", "denied"):
            return answer  # type: ignore[return-value]
        return self._joined(answer, verdict)  # type: ignore[return-value]

    def _joined(self, before: str, after: str) -> str:
        """The outcome of two steps: a denial outranks hearsay, hearsay outranks nothing."""
        if before == "asserted" or (before == "alleged" and after in ("denied", "expected")):
            return after
        return before

    def _governed(self, sentence: Sentence, token: Token, governor: Token) -> str:
        """What a governing verb makes of its infinitive, its clause or its object."""
        words = self._words
        if token.dep in ("nsubj", "nsubj:pass"):
            return "denied" if governor.lemma in words["deny"] else "asserted"
        if token.dep in ("obl", "obl:mod") and token.i < governor.i and token.pos in ("NOUN", "PROPN"):
            return "asserted"  # the setting of what is wanted: "Au pouvoir à Gaza, le mouvement appelle à"
        if self._is_near_future(sentence, token, governor):
            return "expected"
        if governor.lemma in words["ahead"] and token.morph.get("VerbForm") == "Inf":
            return "expected"
        if governor.lemma in words["due"] and self._is_past_obligation(sentence, governor):
            return "asserted"
        for key, verdict in (("deny", "denied"), ("call", "called_for"), ("allege", "alleged"), ("expect", "expected")):
            is_under = token.dep != "advcl" or key == "allege" or self._completes(sentence, token)
            if governor.lemma in words[key] and is_under:
                nominal = token.pos in ("NOUN", "PROPN")
                if key == "expect" and nominal and governor.lemma not in words["foreseen"]:
                    return "asserted"
                return verdict
        if self.is_purpose(sentence, token):
            return "expected"
        return "asserted"

    def _is_near_future(self, sentence: Sentence, token: Token, governor: Token) -> bool:
        """Whether an infinitive is what somebody is going to do ("va lancer", "allait être libéré")."""
        if governor.lemma not in self._words["going"] or token.dep != "xcomp" or sentence.children(token, "mark"):
            return False
        return governor.morph.get("VerbForm") == "Fin" and governor.morph.get("Tense") in ("Pres", "Imp")

    def _completes(self, sentence: Sentence, token: Token) -> bool:
        """Whether an infinitive is the complement of its verb, though an insertion parts the two ("refuse, comme
        d'autres, à les rapatrier")."""
        return token.morph.get("VerbForm") == "Inf" and self._marked(sentence, token, self._words["complement"])

    def is_purpose(self, sentence: Sentence, token: Token) -> bool:
        """Whether an infinitive tells an aim: "pour permettre l'évacuation". Of what was seized or managed it tells
        the outcome ("ont profité de la déroute pour contrôler le quartier")."""
        if token.dep not in ("advcl", "acl", "xcomp", "obl") or not self._marked(
            sentence, token, self._words["purpose"]
        ):
            return False
        governor = sentence.head(token)
        chain = [governor, *sentence.ancestors(governor)]
        return not any(t.lemma in self._words["managed"] for t in chain[:3])

    def _is_past_obligation(self, sentence: Sentence, verb: Token) -> bool:
        """Whether what had to be done was done: "ont dû céder trois districts", and not "auraient dû"."""
        auxiliaries = sentence.children(verb, "aux", "aux:tense")
        return bool(auxiliaries) and all(t.morph.get("Mood") != "Cnd" for t in auxiliaries)

    def _of_verb(self, sentence: Sentence, token: Token) -> str:
        """What the verb's own form and its auxiliaries say."""
        words = self._words
        group = [token, *sentence.children(token, "aux", "aux:tense", "aux:pass", "cop", "aux:caus")]
        if self._marked(sentence, token, words["if"]) and not self._is_contrast(sentence, token):
            return "hypothesis"
        if self._is_negated(sentence, token):
            return "denied"
        moods = {t.morph.get("Mood") for t in group}
        if "Cnd" in moods:
            if self._hangs_on_if(sentence, token):
                return "hypothesis"
            exceeds = any(t.lemma.lower() in words["exceed"] for t in sentence.children(token, "xcomp"))
            return "expected" if token.lemma in words["forecast_in_conditional"] and not exceeds else "alleged"
        if self._marked(sentence, token, words["before"]) and self._is_yet_to_come(sentence, token):
            return "expected"
        if any(t.morph.get("Tense") == "Fut" and t.dep not in _PERFECT for t in group):
            return "expected"  # but "l'offensive aura fait 300 morts" sums up what has been
        return "asserted"

    def _is_yet_to_come(self, sentence: Sentence, token: Token) -> bool:
        """Whether what comes after the clause that it hangs on ("avant que X ne tombe") is still to come: that clause
        is not past, or it only tells who says so ("« une question de temps » avant que X ne tombe, a-t-il dit")."""
        governor = sentence.head(token)
        inverted = token.i < governor.i and any(
            t.i > governor.i or t.text.startswith("-") for t in sentence.children(governor, "nsubj", "expl:subj"))
        return inverted or not self._is_past(sentence, governor)

    def _is_contrast(self, sentence: Sentence, token: Token) -> bool:
        """Whether a clause in "si" grants what is so: one in front of a clause that tells what has happened ("Si Paris
        est accusé de tarder, Rome a agi")."""
        governor = sentence.head(token)
        if token.dep != "advcl" or token.i > governor.i or any(
                t.morph.get("Mood") == "Cnd" or t.morph.get("Tense") == "Fut"
                for t in (governor, *sentence.children(governor, "aux", "aux:tense", "aux:pass", "cop"))):
            return False
        return governor.morph.get("Tense") == "Past" and bool(sentence.children(governor, "aux", "aux:tense"))

    def _is_negated(self, sentence: Sentence, token: Token) -> bool:
        words = self._words
        adverbs = [t for t in sentence.children(token) if t.dep in ("advmod", "obl") or t.pos == "ADV"]
        for t in adverbs:
            if t.lower in words["negations"]:
                return True
            if t.lower in words["negations_past"] and any(a.lower in words["particles"] for a in adverbs):
                return not self._is_restricted(sentence, token)
        arguments = sentence.children(token, "nsubj", "nsubj:pass", "obj")
        return any(d.lower in words["negative_determiners"] for a in arguments for d in sentence.children(a, "det"))

    def _is_restricted(self, sentence: Sentence, verb: Token) -> bool:
        """Whether "ne … plus" goes on with "que": "ne tiennent plus que" asserts what is left."""
        words = self._words["restriction"]
        behind = sentence.tokens[verb.i + 1:verb.i + 12]
        for t in behind:
            if t.lower in words:
                return t.dep not in ("mark",) or sentence.head(t).pos not in ("VERB", "AUX")
            if t.text in (",", ";"):
                return False
        return False

    def _marked(self, sentence: Sentence, token: Token, marks: frozenset[str]) -> bool:
        return any((t.lower in marks or t.lemma.lower() in marks) and t.pos != "PRON"
                   for t in sentence.children(token, "mark", "case"))

    def _hangs_on_if(self, sentence: Sentence, token: Token) -> bool:
        clauses = sentence.children(token, "advcl")
        return any(self._marked(sentence, c, self._words["if"]) for c in clauses)

    def _adjectives(self, sentence: Sentence, token: Token) -> str | None:
        if token.pos not in ("NOUN", "PROPN"):
            return None
        words = self._words
        for t in sentence.children(token, "amod", "acl"):
            if t.lemma in words["alleged_adjectives"]:
                return "alleged"
            if t.lemma in words["hypothetical_adjectives"]:
                return "hypothesis"
            if t.lemma in words["expected_adjectives"] and t.i > token.i:
                return "expected"
        return None

    def _is_past(self, sentence: Sentence, verb: Token) -> bool:
        group = [verb, *sentence.children(verb, "aux", "aux:tense", "aux:pass")]
        return any(t.morph.get("Tense") in ("Past", "Imp") for t in group)

    def _is_finite(self, sentence: Sentence, token: Token) -> bool:
        if token.morph.get("VerbForm") == "Fin":
            return True
        return any(
            t.morph.get("VerbForm") == "Fin" for t in sentence.children(token, "aux", "aux:tense", "aux:pass", "cop")
        )
