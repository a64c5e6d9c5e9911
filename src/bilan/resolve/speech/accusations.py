"""What somebody is accused of is credited to the accuser: "accuse X d'avoir incendié le village", in any voice."""

from __future__ import annotations

from collections.abc import Iterator

from bilan.analysis import Attribution
from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.phrases import preposition
from bilan.resolve.grammar.roles import RoleReader
from bilan.syntax import Sentence, Token

_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
_SPEAKERS = ("person", "body", "party", "people")


class Accusations:
    """Reads the accusations of one dispatch as attributions of their charge; they are no statements."""

    def __init__(self, language: Language, roles: RoleReader, entities: EntityReader) -> None:
        self._verbs = frozenset(language.table("reporting")["accuse"])
        self._of: str = language.table("roles")["of"]
        self._roles = roles
        self._entities = entities

    def read(self, sentence: Sentence) -> Iterator[Attribution]:
        """The charges of a sentence, each credited to who brings it."""
        for verb in sentence.tokens:
            if verb.mention is not None or verb.pos not in ("VERB", "ADJ") or verb.lemma not in self._verbs:
                continue
            accuser = next((t for t in self._roles.roles(sentence, verb).agent if self._can_accuse(sentence, t)), None)
            charge = self._charge(sentence, verb)
            if accuser is None or charge is None:
                continue
            inside = self._inside(sentence, verb, charge)
            source = self._entities.speaker(sentence, accuser)
            yield Attribution(inside[0].start, inside[-1].end, source, (source,), (verb.start, verb.end))

    def _inside(self, sentence: Sentence, verb: Token, charge: Token) -> list[Token]:
        """The tokens of a charge from its verb or noun on, without the clause that comments on it (", ce que l'armée
        nie")."""
        comments = [t for t in sentence.subtree(charge) if t.i > charge.i and (t.dep == "parataxis" or (
            t.pos == "PRON" and t.dep == "appos" and sentence.children(t, "acl:relcl")))]
        end = min((sentence.subtree(t)[0].i for t in comments), default=len(sentence.tokens))
        inside = [t for t in sentence.subtree(charge) if max(verb.i + 1, charge.i) <= t.i < end]
        while len(inside) > 1 and inside[-1].pos == "PUNCT":
            inside.pop()
        return inside

    def _can_accuse(self, sentence: Sentence, token: Token) -> bool:
        if token.mention is not None:
            return token.mention.kind == "name"
        return token.pos == "PRON" or self._entities.sort(sentence, token) in _SPEAKERS

    def _charge(self, sentence: Sentence, verb: Token) -> Token | None:
        """The head of the charge: the infinitive behind the accused, else the noun in "de" under them."""
        for t in sentence.children(verb, *_CLAUSES):
            if (t.i > verb.i and t.morph.get("VerbForm") == "Inf") or (sentence.children(t, "aux") and t.i > verb.i):
                return t
        accused = sentence.children(verb, "obj")
        nouns = [t for a in (verb, *accused) for t in sentence.children(a, "nmod", "obl", "obl:arg") if t.i > verb.i]
        return next((t for t in nouns if t.mention is None and preposition(sentence, t) == self._of
                     and self._entities.sort(sentence, t) is None), None)
