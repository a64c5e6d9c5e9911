"""Which phrases of a sentence name a place, by their noun, their name and the preposition that brings them in."""

from __future__ import annotations

from bilan.language.contract import Language
from bilan.resolve.entities import EntityReader
from bilan.resolve.grammar.phrases import inner, preposition
from bilan.resolve.place.hosts import Hosts
from bilan.syntax import Sentence, Token

_AGENT = "obl:agent"
"""How the doer of a passive hangs on it: a country there has done something ("soutenus par l'Iran")."""

_NOWHERE = frozenset(("armed_group", "ngo", "monitor", "media", "international", "person"))
"""Kinds of actors whose name is no place, though some village may bear it too ("affiliés à Al-Qaïda")."""

_OPENING = "discourse"
"""How the opening of a report hangs on its sentence ("ADEN - ")."""

_DISTANCE = 6
"""How many tokens before a place the unit of its distance may stand."""

_VILLAGE = 2
"""The rank from which on a noun names where people live and not a building or a site."""


class PlaceNames:
    """Finds the phrases of place of one dispatch."""

    def __init__(self, language: Language, entities: EntityReader) -> None:
        table = language.table("location")
        self._locative = frozenset(table["locative"])
        self._never = frozenset(table["people_pronouns"])
        self._against = frozenset(table["against"])
        self._of_parties = frozenset(table["of_parties"])
        self._befalling = frozenset(table["befalling"])
        self._named_only = frozenset(table["named_only"])
        self._hosts = Hosts(language)
        self._dashes = frozenset(table["dashes"])
        self._units = frozenset(language.table("places")["around"]["distance"])
        self._edges = frozenset(table["edges"])
        self._abroad = frozenset(language.table("places")["abroad"]["words"])
        self._falls, self._regimes = frozenset(table["falls"]), frozenset(table["regimes"])
        self._releases, self._accords = frozenset(table["releases"]), frozenset(table["accords"])
        self._signing, self._complement_forms = frozenset(table["signing"]), frozenset(table["complement"])
        self._in, self._between = table["in"], table["between"]
        self._wars, self._goals, self._coming = (frozenset(table[key]) for key in ("wars", "goals", "coming"))
        self._truces, self._prisoners = frozenset(table["truces"]), frozenset(table["prisoners"])
        self._complement = frozenset(table["complement"])
        self._ranks = {noun: rank for rank, nouns in enumerate(table["ranks"]) for noun in nouns}
        self._widest = len(table["ranks"]) - 1
        self._entities = entities
        self._heads: dict[int, list[Token]] = {}

    def heads(self, sentence: Sentence) -> list[Token]:
        """The heads of the phrases that name a place in a sentence, the outermost of each ("le nord du Mali")."""
        if sentence.index not in self._heads:
            found: list[Token] = []
            for t in sentence.tokens:
                if self._names_place(sentence, t):
                    top = self._outermost(sentence, t)
                    if top not in found:
                        found.append(top)
            self._heads[sentence.index] = found
        return self._heads[sentence.index]

    def rank(self, head: Token) -> int | None:
        """How fine a place a noun names, 0 for a building to 5 for a country, `None` for a name."""
        return self._ranks.get(head.lemma.lower()) if head.mention is None else None

    def is_locative(self, sentence: Sentence, head: Token) -> bool:
        """Whether a preposition of place brings a phrase in."""
        return preposition(sentence, self._edge_of(sentence, head) or head) in self._locative

    def is_goal(self, sentence: Sentence, head: Token) -> bool:
        """Whether a preposition makes a place one that somebody moves to or that something comes from, where nothing
        else of the sentence is."""
        case = preposition(sentence, head)
        return case in self._goals or (case in self._complement and sentence.head(head).lemma.lower() in self._coming)

    def is_abroad(self, printed: str) -> bool:
        """Whether a phrase means what a country has in another, which is not where it stands: "l'ambassade de X"."""
        return any(word in self._abroad for word in printed.lower().replace("’", "'").replace("'", " ").split())

    def is_named(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase of place holds a name: what is only described ("la forêt") sets no scene for what
        follows."""
        return any(t.mention is not None and t.mention.kind == "name" for t in inner(sentence, head))

    def is_afar(self, sentence: Sentence, head: Token) -> bool:
        """Whether a place only tells how far away something is: "à 30 km de Goma"."""
        before = sentence.tokens[max(0, head.i - _DISTANCE):head.i]
        units = [t for t in before if t.lower in self._units]
        return bool(units) and not any(t.text == "," or (t.mention is not None and t.mention.kind == "name")
                                       for t in sentence.tokens[units[-1].i + 1:head.i])

    def is_some_land(self, sentence: Sentence, head: Token) -> bool:
        """Whether a phrase calls a country by no more than its noun behind an indefinite article: "dans un pays en
        proie au chaos"."""
        lands = self.rank(head) == self._widest
        return lands and not self.is_named(sentence, head) and any(
            t.morph.get("Definite") == "Ind" for t in sentence.children(head, "det"))

    def is_dateline(self, sentence: Sentence, head: Token) -> bool:
        """Whether a name opens a report with a dash behind it: where it was filed, not where things happened."""
        behind = sentence.tokens[head.i + 1:head.i + 2]
        return (head.i == 0 and head.dep == _OPENING) or (
            head.i == 0 and bool(behind) and behind[0].text in self._dashes)

    def is_metonym(self, head: Token) -> bool:
        """Whether a name of a place may stand for who sits there ("Moscou", "la Maison Blanche")."""
        name = head.mention.value if head.mention is not None and head.mention.kind == "name" else None
        return name is not None and bool(name.actors) and not any(p.level == "country" for p in name.places)

    def undergoing(self, sentence: Sentence, predicate: Token) -> list[Token]:
        """The places that an act is done to, where it happened too: "ont pilonné la région", "l'attaque contre la
        base"."""
        found = sentence.children(predicate, "obj", "nsubj:pass")
        found += [t for t in sentence.children(predicate, "nmod") if preposition(sentence, t) in self._against]
        return [t for t in found if (self.rank(t) or 0) >= _VILLAGE and (
            t.lemma.lower() not in self._named_only or self._name_inside(sentence, t))]

    def afflicted(self, sentence: Sentence, predicate: Token) -> Token | None:
        """The place that is the subject of what befalls it: "le Niger est confronté à des attaques", "le Nangarhar a
        été la cible d'attentats"."""
        for up in (predicate, *sentence.ancestors(predicate)):
            if up.lemma in self._befalling or any(
                t.lemma in self._befalling for t in sentence.children(up, "obl", "xcomp", "obj")
            ):
                for t in sentence.children(up, "nsubj", "nsubj:pass"):
                    if self.can_be_place(sentence, t):
                        return t
        return None

    def war(self, sentence: Sentence, predicate: Token) -> Token | None:
        """The war as a whole of which a predicate tells what it did: itself, or its subject."""
        verb = predicate
        while not sentence.children(verb, "nsubj", "nsubj:pass") and verb.dep in ("conj", "xcomp") and sentence.head(
                verb).pos == "VERB":
            verb = sentence.head(verb)
        subjects = sentence.children(verb, "nsubj")
        if verb.dep == "acl:relcl":  # "deux décennies d'une guerre qui a fait"
            subjects += [sentence.head(verb), *sentence.children(sentence.head(verb), "nmod")]
        return next((t for t in (*subjects, predicate) if t.lemma.lower() in self._wars), None)

    def is_national(self, sentence: Sentence, predicate: Token) -> bool:
        """Whether what a predicate tells is of a whole country where its clause names no place: a truce, the release of
        prisoners."""
        if any(t.lemma.lower() in self._truces for t in (predicate, *sentence.children(predicate, "nsubj", "obj"))):
            return True
        undergoing = sentence.children(predicate, "nsubj:pass", "obj", "nmod")
        if predicate.lemma.lower() in self._falls:
            return any(t.lemma.lower() in self._regimes or self._is_crowd(t) for t in undergoing)
        released = predicate.lemma.lower() in self._releases
        return any(t.lemma.lower() in self._prisoners or (released and self._is_crowd(t)) for t in undergoing)

    def _is_crowd(self, token: Token) -> bool:
        """Whether a phrase tells of several people: "300 talibans", "les soldats"."""
        return token.pos == "NOUN" and token.morph.get("Number") == "Plur" and self.rank(token) is None

    def is_placeless(self, sentence: Sentence, predicate: Token, act: Token | None) -> bool:
        """Whether the place of what a predicate tells is only known by its other mentions: an agreement, which holds
        wherever it was signed, and what goes by its date ("les attentats du 13 novembre 2015"). `act` is what its
        clause tells of."""
        if any(t.lemma.lower() in self._accords for t in (predicate, *sentence.children(predicate, "obj"))):
            return predicate.pos == "NOUN" or predicate.lemma.lower() in self._signing
        acts = (act or predicate, *sentence.children(predicate, "obj"))
        return any(self._is_day_name(sentence, noun, t) for noun in acts if noun.pos == "NOUN"
                   for t in sentence.children(noun))

    def _is_day_name(self, sentence: Sentence, act: Token, time: Token) -> bool:
        """Whether a date with its year stands right behind the noun of an act as its name."""
        link = sentence.tokens[time.i - 1].lower if time.i else ""
        is_time = time.mention is not None and time.mention.kind == "time"
        return is_time and time.mention.value.year is not None and act.i + 2 == time.i and (  # type: ignore[union-attr]
            link in self._complement_forms)

    def can_be_place(self, sentence: Sentence, token: Token) -> bool:
        """Whether a phrase can name a place, whatever preposition brings it in."""
        if token.mention is not None:
            if token.mention.kind != "name" or token.mention.value.shape in ("person", "body"):
                return False
            name = token.mention.value
            return bool(name.places) or name.shape == "place" or not name.actors
        if token.pos in ("NOUN", "PROPN", "ADJ", "ADV"):
            return token.lemma.lower() in self._ranks
        coreference = self._entities.coreference
        return token.pos == "PRON" and coreference.is_pronoun(token) and token.lower not in self._never and \
            coreference.antecedent(sentence, token, ("place",)) is not None

    def _names_place(self, sentence: Sentence, token: Token) -> bool:
        case = preposition(sentence, token)
        if token.mention is not None:
            if token.mention.kind != "name":
                return False
            name = token.mention.value
            if name.shape == "place" or self._completes_place(sentence, token) or self._is_explained(sentence, token):
                return name.shape not in ("person", "body")
            if not name.places or name.shape in ("person", "body") or (name.actors and token.dep == _AGENT):
                return False
            if name.actors and (self._entities.sort(sentence, token) == "place" or self._hosts.is_struck(
                    sentence, token)):
                return True
            if name.actors and all(a.kind in _NOWHERE for a in name.actors):
                return False
            if case in self._of_parties and self.is_metonym(token):
                return False
            if case in self._locative or self._in_brackets(sentence, token):
                return True
            return not name.actors and case in self._complement
        if token.pos not in ("NOUN", "ADV") or token.lemma.lower() not in self._ranks:
            return False
        if token.lemma.lower() in self._edges and self._site_inside(sentence, token) is not None:
            return False
        if self._name_inside(sentence, token) or self._edge_of(sentence, token) is not None:
            return True
        if case == self._between or (case == self._in and not sentence.children(token, "det")):
            return False
        return case in self._locative and (token.lemma.lower() not in self._named_only or any(
            self.rank(t) == self._widest and preposition(sentence, t) in self._complement
            for t in sentence.children(token, "nmod")))

    def _is_explained(self, sentence: Sentence, token: Token) -> bool:
        """Whether an apposition says that an unknown name is a place's: "ont attaqué X, un village proche de Gao"."""
        name = token.mention.value if token.mention is not None else None
        return name is not None and not name.places and not name.actors and any(
            t.i > token.i and (self.rank(t) or 0) >= _VILLAGE for t in sentence.children(token, "appos"))

    def _in_brackets(self, sentence: Sentence, token: Token) -> bool:
        """Whether a name alone in brackets tells the region of the one before: "Mamfé (Sud-Ouest)"."""
        around = sentence.tokens[token.i - 1:token.i] + sentence.tokens[token.i + 1:token.i + 2]
        return token.i > 0 and len(around) == 2 and around[0].text == "(" and around[1].text in (")", ",")

    def _completes_place(self, sentence: Sentence, token: Token) -> bool:
        return token.dep in ("nmod", "appos", "flat", "flat:name") and sentence.head(token).lemma.lower() in self._ranks

    def _name_inside(self, sentence: Sentence, token: Token) -> bool:
        inside = [t for t in sentence.children(token, "nmod", "flat", "flat:name", "appos") if not self.is_goal(
            sentence, t)]
        if token.lemma.lower() in self._named_only:
            inside += [u for t in inside for u in sentence.children(t, "nmod") if t.mention is None]
        return any(t.mention is not None and t.mention.kind == "name" and t.mention.value.places for t in inside)

    def _site_inside(self, sentence: Sentence, edge: Token) -> Token | None:
        """The site of whose edge a noun speaks: "l'entrée de l'hôtel X" is at the hotel."""
        return next((t for t in sentence.children(edge, "nmod") if self.rank(t) is not None
                     and (self.rank(t) or 0) < _VILLAGE and preposition(sentence, t) in self._complement), None)

    def _edge_of(self, sentence: Sentence, site: Token) -> Token | None:
        """The noun for the edge of a site that a preposition of place brings in, `None` for another phrase."""
        edge = sentence.head(site)
        if site.dep != "nmod" or edge.lemma.lower() not in self._edges:
            return None
        if preposition(sentence, edge) not in self._locative:
            return None
        return edge if self._site_inside(sentence, edge) is site else None

    def _outermost(self, sentence: Sentence, token: Token) -> Token:
        """The place noun that a name completes ("le quartier de X", "le nord du Mali"), the token itself where none."""
        while token.dep in ("nmod", "flat", "flat:name", "appos"):
            head = sentence.head(token)
            if head.pos != "NOUN" or head.lemma.lower() not in self._ranks or head.i > token.i:
                break
            bare = preposition(sentence, token) is None and token.i == head.i + 1  # "la mer Rouge"
            if token.dep == "nmod" and not bare and preposition(sentence, token) not in self._complement:
                break
            if head.lemma.lower() in self._edges and token is self._site_inside(sentence, head):
                break
            if self._ranks[head.lemma.lower()] == 0 and (self.rank(token) or 0) >= _VILLAGE:
                break  # "une rue de la ville de X"
            token = head
        return token
