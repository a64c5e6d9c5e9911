"""Frames: the ways of saying something, as data, matched on lemmas and roles and not on word order.

A frame names its predicate (`verbs`, `nouns`, or `phrase`: a noun behind a preposition, "aux mains de") and where its
slots are filled from. A slot's path is one of

| path | what it takes |
| --- | --- |
| `agent`, `patient` | the roles of the predicate |
| `PREPOSITION` | the phrases that this preposition brings in, around the predicate (lemma: `de`, `à`, `dans`) |
| `noun.PREPOSITION` | the same around the `object` noun of a verb ("prendre le contrôle de") |
| `clause.PREPOSITION` | the same around the verb that a phrase completes ("est en guerre contre") |
| `self` | the predicate itself |
| `behind` | the words right behind the predicate, whatever they depend on ("plus ni pain ni farine") |
| `holder` | what a phrase is said of: the subject of its clause, or the noun that it completes |
| `adjective` | the adjectives beside a noun ("frappes russes") |
| `clitic.WORD` | the clitic pronoun WORD before a verb ("leur ont arraché", "s'en emparer") |
| `relative.WORD` | the noun before the relative pronoun WORD ("la ville, où l'armée est entrée") |
| `causer` | who causes what an infinitive tells ("a fait exploser sa charge") |
| `patient.PREPOSITION` | the phrase that a preposition brings in around the patient ("chassé l'ennemi de la ville") |
| `participle.VERB` | the doer of a participle of VERB beside a noun ("le siège imposé par") |
| `nested.PREPOSITION` | the phrase that a preposition brings in around another complement ("retrait des troupes de la ville") |
| `nearest` | the subject nearest to a verb to which the parser gave two |
| `described` | the noun that a predicate stands beside as a participle does |
| `before` | the phrase that ends at the comma before the predicate's own ("X, reprise lundi") |
| `next.PREPOSITION`, `only.WORD`, `bare` | phrases found by order where the tree lost them, `extract/parts/near.py` |
| `possessive`, `possessive.noun` | the possessive before a noun ("leur fief"), before the `object` noun of a verb |

Of several paths the first that gives a head which fits the slot counts. A frame may bar words: `without` bars a verb
with one of these lemmas right under it ("prendre d'assaut"), `not_adjectives` a noun with one of these beside it
("ancien bastion"), `not_in` a noun that completes one of these ("état de siège"), `not_under` one that hangs on one of
these ("la bataille est terminée"), `reflexive` and `voice` say the form of the verb. It may ask for words: `object` and
`subject` name the noun of a verb, `any_beside` words in the predicate's phrase (`not_beside` bars some), `causative` a
verb that causes it, `plural` the plural; `closed` bars a verb with a clause for its object, `intransitive` one with any object, `not_bare` a participle without an auxiliary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bilan.analysis import Meanings, Roles
from bilan.extract.parts import near
from bilan.language.contract import Language
from bilan.syntax import Sentence, Token

Fits = Callable[[Meanings, Sentence, Token], bool]

_BEHIND = 7
"""Words behind a predicate among which `behind` looks."""
_STOPS = frozenset({",", ";", ":", ".", "(", "«", "–"})
_SMALL = frozenset({"DET", "ADP", "ADV", "CCONJ", "PRON", "SCONJ", "PUNCT"})
_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_OBJECTS = (
    "obj",
    "obl",
    "xcomp",
    "nsubj:pass",
    "fixed",
    "compound",
    "obl:arg",
    "obl:mod",
    "obl:agent",
    "iobj",
    "nmod",
    "nsubj",
)


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found in a sentence. `slots` maps each slot of the frame to the heads that fill it, in order, `paths` to
    the path that gave them."""

    frame: dict[str, Any]
    sentence: Sentence
    predicate: Token
    roles: Roles
    noun: Token | None = None
    slots: dict[str, list[Token]] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The frame's identifier."""
        return str(self.frame["id"])


Path = Callable[[Match, Meanings], list[Token]]


class FrameMatcher:
    """Finds the frames of one kind of claim. `fits` says of a slot which heads it can take, a slot without takes all;
    `paths` are further paths that only this kind knows."""

    def __init__(self, language: Language, kind: str, fits: Mapping[str, Fits] | None = None,
                 paths: Mapping[str, Path] | None = None) -> None:
        self.frames = language.frames(kind)
        self._paths = dict(paths or {})
        self._fits = dict(fits or {})
        self._verbs = self._index("verbs")
        self._nouns = self._index("nouns")
        self._phrases = self._index("phrase")

    def _index(self, key: str) -> dict[str, list[dict[str, Any]]]:
        table: dict[str, list[dict[str, Any]]] = {}
        for frame in self.frames:
            for lemma in frame.get(key, ()):
                table.setdefault(lemma, []).append(frame)
        return table

    def is_noun(self, token: Token) -> bool:
        """Whether a token is the noun of one of the frames."""
        return token.mention is None and token.pos in ("NOUN", "PROPN") and token.lemma.lower() in self._nouns

    def matches(self, meanings: Meanings, sentence: Sentence) -> Iterator[Match]:
        """The frames that a sentence holds, in the order of their predicates."""
        for token in sentence.tokens:
            if token.mention is not None:
                continue
            lemma = token.lemma.lower()
            if token.pos in ("VERB", "AUX", "ADJ") and lemma in self._verbs:
                yield from self._first(meanings, sentence, token, self._verbs[lemma], self._verb)
            if (
                token.pos in ("NOUN", "PROPN", "ADJ", "VERB")
                and lemma in self._nouns
                and token.morph.get("VerbForm") != "Fin"
            ):
                yield from self._first(meanings, sentence, token, self._nouns[lemma], self._noun)
            if lemma in self._phrases:
                yield from self._first(meanings, sentence, token, self._phrases[lemma], self._phrase)

    def _first(self, meanings: Meanings, sentence: Sentence, token: Token, frames: list[dict[str, Any]],
               match: Callable[[Meanings, Sentence, Token, dict[str, Any]], Match | None]) -> Iterator[Match]:
        for frame in frames:
            found = match(meanings, sentence, token, frame)
            if found is not None:
                yield found
                return

    def _verb(self, meanings: Meanings, sentence: Sentence, verb: Token, frame: dict[str, Any]) -> Match | None:
        noun = None
        if "object" in frame:
            noun = next((t for t in sentence.children(verb, *_OBJECTS) if t.lemma.lower() in frame["object"]), None)
            if noun is None:
                return None
        if not self._has_words(sentence, verb, frame):
            return None
        if "reflexive" in frame and frame["reflexive"] != self._is_reflexive(sentence, verb):
            return None
        if "voice" in frame and (frame["voice"] == "passive") != meanings.is_passive(sentence, verb):
            return None
        is_bare = verb.morph.get("VerbForm") == "Part" and not sentence.children(verb, "aux", "aux:pass", "aux:tense")
        if frame.get("not_bare") and is_bare:
            return None
        if frame.get("intransitive") and sentence.children(verb, "obj"):
            return None
        if frame.get("closed") and sentence.children(verb, "xcomp", "ccomp"):
            return None
        if "without" in frame and any(t.lemma.lower() in frame["without"] for t in sentence.children(verb)):
            return None
        roles = meanings.roles(sentence, verb)
        if "subject" in frame:
            heads = roles.patient if meanings.is_passive(sentence, verb) else roles.agent
            noun = next((t for t in heads if t.mention is None and t.lemma.lower() in frame["subject"]), None)
            if noun is None:
                return None
        return self._filled(Match(frame, sentence, verb, roles, noun), meanings)

    def _has_words(self, sentence: Sentence, token: Token, frame: dict[str, Any]) -> bool:
        """Whether the words that a frame asks for stand beside its predicate: one of `any_beside` or `needs_beside`
        among the words of its phrase or their prepositions, a verb that causes it for `causative`."""
        wanted = frame.get("any_beside") or frame.get("needs_beside")
        if wanted and not any(t.lemma.lower() in wanted or t.lower in wanted for t in _around(sentence, token)):
            return False
        if any(t.lemma.lower() in frame.get("not_beside", ()) for t in _around(sentence, token)):
            return False
        return not frame.get("causative") or self._causer(sentence, token) is not None

    def _causer(self, sentence: Sentence, verb: Token) -> Token | None:
        """The verb of which an infinitive tells the outcome ("a fait exploser sa charge")."""
        if verb.morph.get("VerbForm") != "Inf":
            return None
        for t in sentence.children(verb, "aux:caus", "aux"):
            return t
        return (
            sentence.head(verb)
            if verb.dep in ("xcomp", "ccomp") and sentence.head(verb).pos in ("VERB", "AUX")
            else None
        )

    def _is_reflexive(self, sentence: Sentence, verb: Token) -> bool:
        return any(t.morph.get("Reflex") == "Yes" or t.dep.startswith("expl") for t in sentence.children(verb)
                   if t.i < verb.i and t.pos == "PRON")

    def _noun(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        if not self._has_words(sentence, noun, frame) or (frame.get("plural") and noun.morph.get("Number") != "Plur"):
            return None
        beside = sentence.children(noun, "amod", "advmod", "compound")
        if any(t.lemma.lower() in frame.get("not_adjectives", ()) for t in beside):
            return None
        if noun.dep == "nmod" and sentence.head(noun).lemma.lower() in frame.get("not_in", ()):
            return None
        if "not_under" in frame and sentence.head(noun).lemma.lower() in frame["not_under"] and noun.head != noun.i:
            return None
        if "prepositions" in frame and (meanings.preposition(sentence, noun) or "") not in frame["prepositions"]:
            return None
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _phrase(self, meanings: Meanings, sentence: Sentence, noun: Token, frame: dict[str, Any]) -> Match | None:
        case = meanings.preposition(sentence, noun)
        if case not in frame["prepositions"]:
            return None
        return self._filled(Match(frame, sentence, noun, meanings.roles(sentence, noun)), meanings)

    def _filled(self, match: Match, meanings: Meanings) -> Match | None:
        """The match with its slots, `None` where one that the frame requires stays empty."""
        for slot, paths in match.frame.get("slots", {}).items():
            fits = self._fits.get(slot)
            for path in [paths] if isinstance(paths, str) else paths:
                heads = [
                    t for t in self._follow(match, meanings, path) if fits is None or fits(meanings, match.sentence, t)
                ]
                if heads:
                    match.slots[slot], match.paths[slot] = heads, path
                    break
        if any(not match.slots.get(slot) for slot in match.frame.get("required", ())):
            return None
        return match

    def _follow(self, match: Match, meanings: Meanings, path: str) -> list[Token]:
        sentence, predicate = match.sentence, match.predicate
        if path in self._paths:
            return self._paths[path](match, meanings)
        if path == "self":
            return [predicate]
        if path == "agent":
            return match.roles.agent
        if path == "patient":
            return match.roles.patient
        if path == "holder":
            return self._said_of(match, meanings)
        if path == "behind":
            return self._behind(sentence, predicate)
        if path == "adjective":
            return [t for t in sentence.children(predicate, "amod") if t.i > predicate.i]
        if path.startswith("possessive"):
            noun = match.noun if path.endswith(".noun") else predicate
            return (
                [t for t in sentence.children(noun, "det", "nmod:poss") if t.morph.get("Poss") == "Yes"] if noun else []
            )
        if path.startswith("clitic."):
            word = path.removeprefix("clitic.")
            return [t for t in sentence.children(predicate) if t.lower == word and t.i < predicate.i]
        if path.startswith("relative."):
            return self._before_relative(match, path.removeprefix("relative."))
        if path.startswith("clause."):
            governor = sentence.head(predicate)
            found = meanings.roles(sentence, governor).obliques if governor.pos in ("VERB", "AUX") else {}
            return found.get(path.removeprefix("clause."), [])
        if path.startswith("noun."):
            if match.noun is None:
                return []
            return meanings.roles(sentence, match.noun).obliques.get(path.removeprefix("noun."), [])
        return self._beside(match, meanings, path)

    def _beside(self, match: Match, meanings: Meanings, path: str) -> list[Token]:
        """The heads of a path that order, and not the tree, gives; of a preposition those around the predicate."""
        sentence, predicate = match.sentence, match.predicate
        if path == "causer":
            causer = self._causer(sentence, predicate)
            return meanings.roles(sentence, causer).agent or match.roles.agent if causer is not None else []
        if path == "before":
            is_bare = predicate.morph.get("Tense") == "Past" and not sentence.children(
                predicate, "aux", "aux:pass", "aux:tense"
            )
            return meanings.before_comma(sentence, predicate) if is_bare else []
        if path.startswith("participle."):
            verbs = [
                t
                for t in sentence.children(predicate, "acl", "amod")
                if t.lemma.lower() == path.removeprefix("participle.")
            ]
            return [t for v in verbs for t in meanings.roles(sentence, v).agent]
        if path.startswith("nested."):
            word = path.removeprefix("nested.")
            inner = [t for heads in match.roles.obliques.values() for t in heads]
            return [u for t in inner for u in meanings.roles(sentence, t).obliques.get(word, [])]
        if path == "nearest":
            subjects = [t for t in sentence.children(predicate, "nsubj") if t.i < predicate.i]
            return meanings.members(sentence, subjects[-1]) if len(subjects) > 1 else []
        if path == "described":
            return [sentence.head(predicate)] if predicate.dep == "acl" else []
        if path == "bare":
            return near.bare_names(sentence, predicate)
        if path.startswith("next."):
            return near.next_phrase(sentence, predicate, path.removeprefix("next."))
        if path.startswith("only."):
            return near.restricted(sentence, predicate, path.removeprefix("only."))
        if path.startswith("patient."):
            word = path.removeprefix("patient.")
            return [t for p in match.roles.patient for t in meanings.roles(sentence, p).obliques.get(word, [])]
        return [t for t in match.roles.obliques.get(path, []) if t is not match.noun]

    def _behind(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The nominal words right behind a predicate, whatever the parser hung them on: up to the next clause."""
        found: list[Token] = []
        for t in sentence.tokens[predicate.i + 1:predicate.i + 1 + _BEHIND]:
            if t.pos == "AUX" or t.text in _STOPS:
                break
            if t.pos not in _SMALL:
                found.append(t)
        return found

    def _before_relative(self, match: Match, word: str) -> list[Token]:
        """The noun that a relative clause completes, where `word` is its pronoun."""
        sentence = match.sentence
        for verb in (match.predicate, *sentence.ancestors(match.predicate)):
            if verb.dep == "acl:relcl":
                begins = [t for t in sentence.subtree(verb)[:3] if t.lower == word]
                return [sentence.head(verb)] if begins else []
            if verb.pos not in ("VERB", "AUX"):
                return []
        return []

    def _said_of(self, match: Match, meanings: Meanings) -> list[Token]:
        """What a phrase is said of: the subject of its clause ("la ville est aux mains de"), or its noun."""
        sentence, noun = match.sentence, match.predicate
        subjects = sentence.children(noun, "nsubj", "nsubj:pass")
        if subjects:
            return meanings.members(sentence, subjects[0])
        if noun.head == noun.i:
            return []
        governor = sentence.head(noun)
        if governor.pos in ("VERB", "AUX"):
            roles = meanings.roles(sentence, governor)
            if not roles.patient and not roles.agent and governor.pos == "AUX":
                # An auxiliary that the parser gave to a later verb keeps the subject before itself.
                return [t for t in sentence.children(sentence.head(governor), "nsubj", "nsubj:pass") if t.i < governor.i][:1]
            return roles.patient if meanings.is_passive(sentence, governor) else roles.agent
        return meanings.members(sentence, governor) if governor.pos in _NOMINAL else []


def _around(sentence: Sentence, token: Token) -> Iterator[Token]:
    """The words that say of what sort a predicate is: those of its phrase, with their own prepositions and
    adjectives."""
    if token.dep == "nmod":
        yield sentence.head(token)
    for t in sentence.children(token):
        if t.mention is None or t.mention.kind == "name":
            yield t
            yield from (u for u in sentence.children(t, "case", "amod", "nmod", "fixed") if u.mention is None)
