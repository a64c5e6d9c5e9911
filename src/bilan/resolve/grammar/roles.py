"""Who did what to whom: one answer for the active, the passive, the participle, the relative clause and the noun.

Takes a parsed sentence and a predicate; returns `analysis.Roles`. What a parser of this size is known to get wrong in
wire copy (inverted subjects, lists, participles in front of their noun) is mended by agreement, punctuation and order,
and each repair is named.
"""

from __future__ import annotations

from bilan.analysis import Roles
from bilan.language.contract import Language
from bilan.resolve.grammar.agreement import (
    antecedent,
    before_comma,
    described,
    object_before,
    shares_auxiliary,
    stranded_subject,
)
from bilan.resolve.grammar.forms import has_active, has_been, is_gerund
from bilan.resolve.grammar.phrases import NOMINAL, behind_adverbs, described_members, members, preposition
from bilan.syntax import Sentence, Token

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_AUXILIARIES = ("aux", "aux:tense", "aux:pass", "cop")
_CLAUSES = ("xcomp", "advcl", "conj", "ccomp", "acl", "acl:relcl", "parataxis")
_OBLIQUES = ("obl", "obl:agent", "nmod", "iobj", "obl:arg", "obl:mod")


class RoleReader:
    """Reads the roles of predicates. One instance serves all sentences of a language."""

    def __init__(self, language: Language) -> None:
        table = language.table("roles")
        self._by = frozenset(table["agent_prepositions"])
        self._object_control = frozenset(table["object_control"])
        self._relative_subject = frozenset(table["relative_subject"])
        self._relative_object = frozenset(table["relative_object"])
        self._movement_participles = frozenset(table["active_participles"])
        self._partitives = frozenset(table["partitives"])
        self._never_subject = frozenset(table["never_subject"])
        self._neither = frozenset(table["neither"])
        self._taken_as = frozenset(table["taken_as"])
        self._reflexives = frozenset(table["reflexives"])
        self._active: str = language.table("reporting")["active_auxiliary"]

    def roles(self, sentence: Sentence, predicate: Token) -> Roles:
        """The roles around `predicate`, a verb, a participle or a noun of event."""
        found = Roles()
        self._obliques(sentence, predicate, found)
        if predicate.pos in ("NOUN", "PROPN"):
            self._noun(sentence, predicate, found)
            return found
        passive = self.is_passive(sentence, predicate)
        subject = self.subject(sentence, predicate, found)
        objects = self._objects(sentence, predicate, found, passive)
        agents = self._agents(sentence, predicate, found) if passive else []
        if passive:
            found.patient = subject or objects
            found.agent = agents
        else:
            found.agent = subject
            found.patient = objects
        return found

    def _objects(self, sentence: Sentence, verb: Token, found: Roles, passive: bool) -> list[Token]:
        """The heads of the object, its own, the antecedent of its relative pronoun, or a partitive that the parser took
        for a complement ("combat des groupes armés")."""
        own = [m for t in sentence.children(verb, "obj") for m in self._referents(sentence, t)]
        if own or passive:
            return own
        if verb.dep == "acl:relcl" and any(
            t.i < verb.i and t.lower in self._relative_object for t in sentence.children(verb)
        ):
            found.repaired.append("relative object")
            return self._antecedent(sentence, verb)
        taken = object_before(sentence, verb, self._relative_object) if verb.pos == "VERB" else None
        if verb.pos != "VERB" or taken is not None:
            return [taken] if taken is not None else []
        for t in sentence.children(verb, "nmod"):
            if t.i > verb.i and any(c.lower in self._partitives for c in sentence.children(t, "case")):
                found.repaired.append("partitive object")
                return members(sentence, t)
        return behind_adverbs(sentence, verb)

    def is_passive(self, sentence: Sentence, verb: Token) -> bool:
        """Whether the grammatical subject of `verb` undergoes it: an auxiliary of the passive, or a past participle
        on a noun, of a verb that is not one of those whose participle is active ("morts", "tombés", "venus")."""
        if self._is_suffered(sentence, verb):
            return True
        if any(t.morph.get("Reflex") == "Yes" for t in sentence.children(verb) if t.i < verb.i):
            return False
        if sentence.children(verb, "aux:pass") or has_been(sentence, verb) or (
                sentence.children(verb, "nsubj:pass") and not has_active(sentence, verb, self._active)):
            return verb.lemma not in self._movement_participles
        if verb.morph.get("VerbForm") == "Fin" or sentence.children(verb, "aux:tense"):
            return False
        if sentence.children(verb, "obl:agent"):
            return verb.lemma not in self._movement_participles
        if verb.morph.get("VerbForm") != "Part" or verb.morph.get("Tense") != "Past":
            return False
        if sentence.children(verb, "aux", "aux:tense"):
            return False
        governor = sentence.head(verb)
        if verb.dep == "conj" and any(t.i > verb.i for t in sentence.children(verb, "obj")):
            return False  # "ont fait un prisonnier et tué dix rebelles": what has an object undergoes nothing
        if verb.dep == "conj" and governor.pos == "VERB" and (
            governor.morph.get("VerbForm") == "Part" or sentence.children(governor, "aux")
        ):
            return self.is_passive(sentence, governor)  # "ont tué trois civils et blessé un soldat"
        return verb.lemma not in self._movement_participles

    def _is_suffered(self, sentence: Sentence, verb: Token) -> bool:
        """Whether the subject has done to it what an infinitive tells: "il s'est fait tuer par"."""
        return verb.morph.get("VerbForm") == "Inf" and bool(sentence.children(verb, "aux:caus")) and any(
            t.lower in self._reflexives for t in sentence.children(verb) if t.i < verb.i)

    def subject(self, sentence: Sentence, verb: Token, found: Roles | None = None) -> list[Token]:
        """The heads of the subject, its own or the one that it shares with the clause it hangs on."""
        group = [verb, *sentence.children(verb, *_AUXILIARIES)]
        own = [t for g in group for t in sentence.children(g, *_SUBJECTS) if t.lower not in self._never_subject]
        before = object_before(sentence, verb, self._relative_object) if own else None
        if before is not None:
            return sorted((m for t in own for m in members(sentence, t) if m.i > before.i), key=lambda t: t.i)
        if own:
            return [m for t in self._agreeing(sentence, verb, own)[:1] for m in self._referents(sentence, t)]
        if verb.dep in ("acl", "amod") and (verb.morph.get("VerbForm") == "Part" or verb.pos == "ADJ"):
            return described_members(sentence, described(sentence, verb), verb)
        if verb.dep in ("acl", "amod"):
            return self._of_infinitive(sentence, verb) or described_members(sentence, sentence.head(verb), verb)
        if verb.dep == "acl:relcl":
            return self._relative(sentence, verb)
        inverted = self._inverted(sentence, verb)
        if inverted is not None:
            if found is not None:
                found.repaired.append("inverted subject")
            return members(sentence, inverted)
        stranded = stranded_subject(sentence, group)
        if stranded is not None:
            if found is not None:
                found.repaired.append("stranded subject")
            return members(sentence, stranded)
        return self._controller(sentence, verb)

    def _of_infinitive(self, sentence: Sentence, verb: Token) -> list[Token]:
        """Who does what an infinitive tells that the parser hung on the agent of its verb: "accusé par l'armée de
        cacher"."""
        holder = sentence.head(verb)
        governor = sentence.head(holder)
        if verb.morph.get("VerbForm") != "Inf" or holder.dep != "obl:agent" or (
                governor.lemma not in self._object_control):
            return []
        return self.subject(sentence, governor)

    def _agreeing(self, sentence: Sentence, verb: Token, subjects: list[Token]) -> list[Token]:
        """The subjects of a verb; of several the last before it that has its number ("l'armée, selon qui vingt hommes
        ont été tués"), and none that "dont" only counts out ("mille personnes dont cent enfants y vivent")."""
        whole = [t for t in subjects if not any(
            c.i < t.i and c.lower in self._never_subject for c in sentence.children(t))]
        subjects = whole or subjects
        if len(subjects) < 2:
            return subjects
        group = (verb, *sentence.children(verb, *_AUXILIARIES))
        number = next((t.morph["Number"] for t in group if "Number" in t.morph), None)
        fitting = [t for t in subjects if t.i < verb.i and number is not None and t.morph.get("Number") == number]
        return fitting[-1:] or subjects

    def _relative(self, sentence: Sentence, verb: Token) -> list[Token]:
        before = [t.lower for t in sentence.children(verb) if t.i < verb.i]
        if any(t in self._relative_object for t in before):
            return []
        if any(t in self._never_subject for t in before):
            behind = [t for t in sentence.children(verb, "obj", "xcomp") if t.i > verb.i and t.pos in NOMINAL
                      and preposition(sentence, t) is None]
            return members(sentence, behind[0]) if behind else []
        return self._antecedent(sentence, verb)

    def _antecedent(self, sentence: Sentence, verb: Token) -> list[Token]:
        """What a relative clause describes: its governor, or the phrase before its comma where the parser hung it on a
        verb."""
        governor = sentence.head(verb)
        if governor.pos in NOMINAL or governor.mention is not None:
            return described_members(sentence, antecedent(sentence, verb), verb)
        pronouns = [t for t in sentence.children(verb) if t.i < verb.i and t.pos in ("PRON", "SCONJ")]
        phrase = before_comma(sentence, pronouns[0]) if pronouns else []
        return members(sentence, phrase[-1]) if phrase else []

    def _inverted(self, sentence: Sentence, verb: Token) -> Token | None:
        """A finite verb with no subject before it takes the bare noun phrase behind it that the parser called object,
        where its clause is a relative in "que" ("que les rebelles assiègent", "qu'assiègent les rebelles")."""
        if verb.morph.get("VerbForm") != "Fin":
            return None
        objects = sentence.children(verb, "obj")
        if len(objects) < 2 or not any(t.lower in self._relative_object for t in objects):
            return None
        behind = [t for t in objects if t.i > verb.i and t.pos in NOMINAL]
        return behind[0] if behind else None

    def _controller(self, sentence: Sentence, verb: Token) -> list[Token]:
        """The subject that a clause with none of its own shares with its governor."""
        if verb.dep not in _CLAUSES or verb.head == verb.i:
            return []
        governor = self._joined(sentence, verb)
        if governor.pos not in ("VERB", "AUX", "ADJ"):
            if sentence.children(governor, "cop"):
                return self.subject(sentence, governor)  # "ils sont 3.000 à avoir fui"
            is_noun = verb.dep == "acl" and governor.pos in NOMINAL
            return described_members(sentence, governor, verb) if is_noun else []
        if verb.dep == "ccomp" and verb.morph.get("VerbForm") == "Fin":
            return []
        if any(t.lower in self._taken_as for t in sentence.children(verb, "mark", "case")) and not self.is_passive(
                sentence, governor):
            return self._objects(sentence, governor, Roles(), False)
        if governor.lemma in self._object_control and not (
                shares_auxiliary(sentence, verb) or self.is_passive(sentence, governor)):
            objects = sentence.children(governor, "obj", "iobj", "obl:arg", "obl")
            controlled = [m for t in objects[:1] for m in self._referents(sentence, t)] or self._objects(
                sentence, governor, Roles(), False)
            if controlled:
                return controlled
        return self.subject(sentence, governor)

    def _joined(self, sentence: Sentence, verb: Token) -> Token:
        """The governor of a clause; a participle in a list goes with a participle ("affirmant que … et accusant")."""
        governor = sentence.head(verb)
        governor = sentence.head(governor) if governor.dep == "advmod" else governor  # "avant d'être blessé"
        if verb.dep != "conj" or not is_gerund(verb) or is_gerund(governor):
            return governor
        return next((t for t in sentence.ancestors(verb) if is_gerund(t)), governor)

    def _referents(self, sentence: Sentence, token: Token) -> list[Token]:
        """What a subject or object stands for: the antecedent of a relative pronoun, else its own members."""
        if token.lower in self._relative_subject or token.lower in self._relative_object:
            for up in sentence.ancestors(token):
                if up.dep == "acl:relcl" and sentence.head(up).pos in NOMINAL:
                    noun = antecedent(sentence, up) if token.lower in self._relative_subject else sentence.head(up)
                    return described_members(sentence, noun, up)
                if up.dep in ("acl", "ccomp") and sentence.head(up).pos in NOMINAL:
                    return described_members(sentence, sentence.head(up), up)
            phrase = before_comma(sentence, token)
            if phrase:
                return members(sentence, phrase[-1])
        return members(sentence, token)

    def _agents(self, sentence: Sentence, verb: Token, found: Roles) -> list[Token]:
        direct = sentence.children(verb, "obl:agent")
        if not direct:
            direct = [t for t in sentence.children(verb, "obl", "obl:mod", "nmod")
                      if preposition(sentence, t) in self._by]
            if direct:
                found.repaired.append("agent by preposition")
        return [m for t in direct for m in members(sentence, t)]

    def _obliques(self, sentence: Sentence, predicate: Token, found: Roles) -> None:
        for t in sentence.children(predicate, *_OBLIQUES):
            if t.mention is not None and t.mention.kind == "time":
                continue
            key = preposition(sentence, t)
            if key is None:
                key = "" if t.dep != "iobj" else "iobj"
            found.obliques.setdefault(key, []).extend(members(sentence, t))
        self._neither_nor(sentence, predicate, found)
        if predicate.dep == "amod" and not found.obliques:
            self._beside_adjective(sentence, predicate, found)

    def _beside_adjective(self, sentence: Sentence, adjective: Token, found: Roles) -> None:
        """The complement right behind an adjective that the parser hung on its noun ("des tribus hostiles au
        pouvoir")."""
        for t in sentence.children(sentence.head(adjective), "nmod"):
            first = min([t.i, *(c.i for c in sentence.children(t, "case", "det"))])
            key = preposition(sentence, t)
            if first == adjective.i + 1 and key is not None:
                found.obliques.setdefault(key, []).extend(members(sentence, t))
                found.repaired.append("complement of an adjective")

    def _neither_nor(self, sentence: Sentence, predicate: Token, found: Roles) -> None:
        """Complements that "ni … ni" lists, which the parser takes for further predicates; one preposition serves
        all."""
        shared: str | None = None
        listed = [t for c in sentence.children(predicate, "conj") for t in (c, *sentence.children(c, "conj"))]
        for t in listed:
            if t.pos in NOMINAL and any(c.lower in self._neither for c in sentence.children(t, "cc")):
                shared = preposition(sentence, t) or shared
                if shared is not None:
                    found.obliques.setdefault(shared, []).append(t)

    def _noun(self, sentence: Sentence, noun: Token, found: Roles) -> None:
        """Of a noun of event: "par" gives its agent, a bare noun or adjective of a party beside it too; "de" is left
        to the frame, which knows whether the noun takes a doer or a thing done. What the parser hung on a participle
        right behind the noun is the noun's too ("la perte attendue de la ville par les rebelles")."""
        for t in sentence.children(noun, "acl", "amod"):
            if t.i == noun.i + 1 and t.morph.get("VerbForm") == "Part" and t.morph.get("Tense") == "Past":
                for o in sentence.children(t, "obl", "obl:agent", "nmod"):
                    key = preposition(sentence, o)
                    if key is not None and key not in found.obliques:
                        found.obliques[key] = members(sentence, o)
                        found.repaired.append("complement behind a participle")
        for by in self._by:
            found.agent.extend(found.obliques.get(by, []))
