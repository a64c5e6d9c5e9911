"""Which earlier mention a pronoun or a definite noun phrase ("l'organisation", "la ville") stands for.

Takes the parsed sentences in reading order; answers with the sentence and head of the antecedent, or `None`. Agreement
in gender and number, nearness and being a subject decide, in that order; a quotation is searched before what is around
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bilan.analysis import Analysis
from bilan.language.contract import Language
from bilan.resolve.grammar.forms import is_gerund
from bilan.resolve.grammar.phrases import NOMINAL, members
from bilan.syntax import Sentence, Token

_REACH = 4
_SUBJECTS = ("nsubj", "nsubj:pass")
_LANDMARK = 0.7
# What tells for a referent that the same pronoun has had before: more than being nearer, less than another sentence.
_AGAIN = 0.3
# What tells for a place named with the same noun: "le district de Chardara, dans la province de X … ce district".
_SAME_NOUN = 0.9
_PLACES = ("place",)


@dataclass(frozen=True, slots=True)
class Referent:
    """A noun phrase that may be referred back to: what sort it is (`party`, `person`, `body`, `place`, `people` or
    `None`) and how salient."""

    sentence: Sentence
    head: Token
    sort: str | None
    subject: bool

    def can_be_body(self) -> bool:
        """Whether a body can mean it: "l'organisation" and "le mouvement" are no country and no town."""
        name = self.head.mention
        if name is None or name.kind != "name":
            return True
        return any(a.kind != "state" for a in name.value.actors) or not (name.value.actors or name.value.places)


class Coreference:
    """Resolves the pronouns and definite noun phrases of one dispatch."""

    def __init__(self, analysis: Analysis, language: Language, sort: Callable[[Sentence, Token], str | None]) -> None:
        self._analysis = analysis
        self._table = language.table("coreference")
        self._sort = sort
        self._personal = frozenset(f for f in self._table["subject_forms"] if f in self._table["pronouns"])
        self._cache: dict[int, list[Referent]] = {}
        self._taken_up: dict[tuple[int, int], Referent | None] = {}

    def is_pronoun(self, token: Token) -> bool:
        """Whether a token is a pronoun of the third person that stands for somebody or something named before."""
        return token.mention is None and token.lower.lstrip("-").removeprefix("t-") in self._table["pronouns"]

    def is_latter(self, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase takes up the one named last: "ces derniers", "cette dernière"."""
        return token.mention is None and token.lemma.lower() in self._table["latter"] and any(
            t.lower in self._table["demonstrative"] for t in sentence.children(token, "det")) and not any(
            t.pos == "NOUN" for t in sentence.children(token))

    def is_plural(self, token: Token) -> bool:
        """Whether a pronoun stands for several."""
        form = token.lower.lstrip("-").removeprefix("t-")
        number = self._table["pronouns"].get(form, {}).get("number", token.morph.get("Number"))
        return bool(number == "Plur")

    def gender(self, token: Token) -> str | None:
        """The gender of a pronoun, `None` where its form tells none."""
        form = token.lower.lstrip("-").removeprefix("t-")
        gender = self._table["pronouns"].get(form, {}).get("gender", token.morph.get("Gender"))
        return str(gender) if gender else None

    def is_subject_form(self, token: Token) -> bool:
        """Whether a pronoun can only be a subject ("il", "elles")."""
        return token.lower in self._table["subject_forms"]

    def anaphoric_sort(self, sentence: Sentence, head: Token) -> str | None:
        """The sort of thing that a bare definite noun phrase refers back to ("l'organisation": body; "la ville":
        place), or `None` where the phrase names its thing itself (it has a complement or an adjective)."""
        if head.mention is not None or head.pos != "NOUN":
            return None
        determiners = [t.lower for t in sentence.children(head, "det") if t.morph.get("Definite") != "Ind"]
        if not determiners or determiners[0] not in self._table["definite"]:
            return None
        if self._names_itself(sentence, head) and determiners[0] not in self._table["demonstrative"]:
            return None
        nouns: dict[str, list[str]] = self._table["nouns"]
        return next((sort for sort, lemmas in nouns.items() if head.lemma.lower() in lemmas), None)

    def may_mean(self, head: Token, sort: str) -> tuple[str, ...]:
        """The sorts of what a phrase of a body or a person may refer back to: "l'ONG" is no party to a war."""
        if sort != "body":
            return ("person",)
        return ("body",) if head.lemma.lower() in self._table["bodies"]["no_party"] else ("body", "party")

    def _names_itself(self, sentence: Sentence, head: Token) -> bool:
        """Whether a noun phrase says which thing it means: by a name, an adjective or a complement."""
        if sentence.children(head, "flat", "flat:name", "appos"):
            return True
        if any(t.lemma not in self._table["same"] for t in sentence.children(head, "amod")):
            return True
        cases = [c for t in sentence.children(head, "nmod") for c in sentence.children(t, "case")]
        return any(c.lemma in self._table["complement"] for c in cases)

    def antecedent(
        self, sentence: Sentence, token: Token, sorts: tuple[str, ...] = (),
        fits: Callable[[Referent], bool] | None = None,
    ) -> Referent | None:
        """The referent of a pronoun (or of a definite phrase, with `sorts` given), `None` where none fits. `fits` may
        refuse one that has the right sort."""
        number, gender = token.morph.get("Number"), token.morph.get("Gender")
        form = token.lower.lstrip("-").removeprefix("t-")
        fixed = self._table["pronouns"].get(form, {})
        number, gender = fixed.get("number", number), fixed.get("gender", gender)
        latter = self.is_latter(sentence, token)
        again = self._meant_before(sentence, token)
        best: tuple[float, Referent] | None = None
        for distance, referent in self._before(sentence, token):
            if sorts and referent.sort not in sorts:
                continue
            if fits is not None and not fits(referent):
                continue
            if sorts == _PLACES and referent.sentence is sentence and token in sentence.subtree(referent.head):
                continue  # "une partie de la ville": what a phrase holds is not that phrase
            if not self._agrees(referent, number, gender, token if referent.sentence is sentence else None):
                continue
            if latter and (number != "Plur" or not referent.head.mention):
                return referent
            score = distance - (0.8 if referent.subject else 0.0) - (0.5 if referent.sort else 0.0)
            score += _LANDMARK if self._is_landmark(referent) else 0.0
            score -= _AGAIN if again is not None and referent.head is again else 0.0
            score -= _SAME_NOUN if sorts == _PLACES and referent.head.lemma == token.lemma else 0.0
            if best is None or score < best[0]:
                best = (score, referent)
        return best[1] if best else None

    def _meant_before(self, sentence: Sentence, token: Token) -> Token | None:
        """What the same subject pronoun stood for earlier in the sentence: "Il dit que son frère est mort et qu'il"."""
        if token.pos != "PRON" or token.dep not in _SUBJECTS or token.lower not in self._personal:
            return None
        for t in reversed(sentence.tokens[:token.i]):
            if t.lower == token.lower and t.dep in _SUBJECTS:
                found = self._stands_for(sentence, t)
                return found.head if found is not None else None
        return None

    def full_name(self, sentence: Sentence, head: Token) -> Referent | None:
        """The name told before that one capitalised word cuts short: "l'Observatoire" behind "l'Observatoire syrien des
        droits de l'Homme"."""
        name = head.mention
        if not head.text[:1].isupper() or " " in head.text or head.lower in self._table["whole_alone"] or (
                name is not None and (name.kind != "name" or name.value.actors or name.value.places)):
            return None
        for i in range(sentence.index, -1, -1):
            other = self._analysis.sentences[i]
            for t in reversed(other.tokens[:head.i] if other is sentence else other.tokens):
                if t.mention is not None and t.mention.kind == "name" and t.lower.startswith(head.lower + " "):
                    return Referent(other, t, self._sort(other, t), False)
        return None

    def _is_landmark(self, referent: Referent) -> bool:
        """Whether a place is only named to tell where another lies: "à Kibumba, au nord de Goma"."""
        return referent.sentence.head(referent.head).lemma.lower() in self._table["beside"]

    def _before(self, sentence: Sentence, token: Token) -> Iterator[tuple[float, Referent]]:
        """The referents in front of a token, nearest sentence first, with their distance in sentences."""
        own = self._clause_subject(sentence, token)
        stood_for = self._taken_up.get((sentence.index, own.i)) if own is not None else None
        barred = self._beside_it(sentence, token, own)
        for r in self._nearest_first(sentence, token.i):
            if not any(r.head is t for t in barred) and (stood_for is None or r.head is not stood_for.head):
                yield 0.0, r
        steps = 0
        for i in range(sentence.index - 1, -1, -1):
            other = self._analysis.sentences[i]
            if not other.tokens or (other.inside is not None and other.inside is not sentence.inside):
                continue
            steps += 1
            if steps > _REACH:
                return
            for r in self._nearest_first(other, len(other.tokens)):
                yield float(steps), r

    def _nearest_first(self, sentence: Sentence, end: int) -> Iterator[Referent]:
        """The referents of a sentence before its token `end`, the last first. A subject pronoun keeps in mind what it
        stands for ("Ils ont fui. L'armée les poursuit")."""
        named = {r.head.i: r for r in self._referents(sentence)}
        for t in reversed(sentence.tokens[:end]):
            if t.i in named:
                yield named[t.i]
            elif t.pos == "PRON" and t.dep in _SUBJECTS and t.lower in self._personal:
                found = self._stands_for(sentence, t)
                if found is not None:
                    yield Referent(found.sentence, found.head, found.sort, True)

    def _stands_for(self, sentence: Sentence, pronoun: Token) -> Referent | None:
        """What a subject pronoun stands for, found once."""
        key = (sentence.index, pronoun.i)
        if key not in self._taken_up:
            self._taken_up[key] = self.antecedent(sentence, pronoun)
        return self._taken_up[key]

    def _beside_it(self, sentence: Sentence, token: Token, subject: Token | None) -> list[Token]:
        """What a pronoun cannot mean in its own clause: all who share the subject with its verb, and what its clause
        describes ("le Rwanda, qu'il accuse", "le Rwanda, qui l'accuse")."""
        barred = members(sentence, subject) if subject is not None else []
        verb = sentence.head(token)
        if verb.dep != "acl:relcl" or verb is token or token.pos != "PRON":
            return barred
        described = sentence.head(verb)
        listed = [described, *members(sentence, described)]
        relative = subject is not None and subject.morph.get("PronType") == "Rel"
        if relative and verb.morph.get("Number") == "Plur" and described.morph.get("Number") != "Plur":
            if described.dep != "conj":
                return barred
            listed += [sentence.head(described), *members(sentence, sentence.head(described))]
        return [*barred, *listed]

    def _clause_subject(self, sentence: Sentence, token: Token) -> Token | None:
        """The subject of the verb whose object the pronoun is: "l'opposition les accuse" is about others."""
        verb = sentence.head(token)
        if token.dep in _SUBJECTS:
            return None
        subjects = sentence.children(verb, *_SUBJECTS)
        while not subjects and sentence.head(verb).pos == "VERB" and (
                verb.dep == "conj" or (verb.dep == "advcl" and is_gerund(verb))):
            verb = sentence.head(verb)
            subjects = sentence.children(verb, *_SUBJECTS)
        return subjects[0] if subjects else None

    def _referents(self, sentence: Sentence) -> list[Referent]:
        if sentence.index not in self._cache:
            found = []
            for t in sentence.tokens:
                if t.pos not in NOMINAL or t.pos in ("PRON", "NUM", "SYM") or (
                        t.mention is not None and t.mention.kind != "name"):
                    continue
                found.append(Referent(sentence, t, self._sort(sentence, t), t.dep in _SUBJECTS))
            self._cache[sentence.index] = found
        return self._cache[sentence.index]

    def _agrees(self, referent: Referent, number: str | None, gender: str | None, token: Token | None) -> bool:
        """Whether a referent has a number and gender; a list is plural, but not for `token`, a pronoun inside it
        ("l'armée et les milices qui lui sont alliées")."""
        head = referent.head
        theirs = head.morph.get("Number")
        listed = referent.sentence.children(head, "conj")
        if listed and (token is None or not any(token in referent.sentence.subtree(t) for t in listed)):
            theirs = "Plur"
        if head.mention is not None:
            if number == "Sing":
                return theirs != "Plur"
            return number != "Plur" or theirs == "Plur" or referent.sort in ("party", "country")
        if number and theirs and number != theirs:
            return False
        other = head.morph.get("Gender")
        return not (gender and other and gender != other)
