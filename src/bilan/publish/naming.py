"""What parties, places, origins and measures are called in a report: neutral names, and phrases made with them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bilan.entities import Entity
from bilan.findings import AsOf, Measure, Origin, Strategy
from bilan.publish.edition import Edition, Spot
from bilan.publish.wording import Labels
from bilan.quantities import Count

ACRONYM = re.compile(r"\(([^\W\d_]{2,10})\)$")


class Naming:
    """The names of one edition in its language."""

    def __init__(self, edition: Edition, labels: Labels) -> None:
        self.edition = edition
        self.labels = labels
        self._acronyms = {party.name: party.short for party in edition.parties.values() if party.short}
        self._articles = {
            word: form
            for form in ("elided", "feminine", "masculine", "plural")
            for word in labels.get("articles").get(f"{form}_words", ())
        }

    def party(self, entity: Entity | None) -> str:
        """The neutral name of a party, a body or a person; between quotation marks where only the text names it."""
        if entity is None:
            return ""
        party = self.edition.parties.get(entity.id or "")
        if party is not None:
            return party.name
        return entity.name or self._as_printed(entity.text)

    def place(self, entity: Entity | None) -> str:
        """The name of a place, likewise."""
        if entity is None:
            return self.labels.text("place.unknown")
        spot = self.spot(entity)
        if spot is not None:
            return spot.name
        return entity.name or self._as_printed(entity.text)

    def places(self, entities: Sequence[Entity]) -> str:
        """The first two places: the second in parentheses where the first lies in it, or is known by a text alone."""
        names = list(dict.fromkeys(self.place(entity) for entity in entities))
        if len(names) < 2:
            return "".join(names)
        inner = self.spot(entities[0])
        outer = next(entity for entity in entities if self.place(entity) == names[1])
        if inner is None or outer.id in inner.parents:
            return f"{names[0]} ({names[1]})"
        return f"{names[0]}{self.labels.word('language.separator')}{names[1]}"

    def spot(self, entity: Entity | None) -> Spot | None:
        """Where a place lies, `None` where the edition does not know."""
        return self.edition.places.get(entity.id or "") if entity is not None else None

    def side(self, entity: Entity | None) -> str:
        """A key that is the same for all names of one side, for colouring; empty where there is no entity."""
        if entity is None:
            return ""
        party = self.edition.parties.get(entity.id or "")
        if party is not None and party.side:
            return party.side
        return entity.id or (entity.name or entity.text).casefold()

    def side_name(self, key: str, entity: Entity) -> str:
        """The name to put beside a side's colour."""
        party = self.edition.parties.get(key)
        return party.name if party is not None else self.party(entity)

    def _as_printed(self, text: str) -> str:
        text = " ".join(text.split())
        return self.labels.quoted(text) if text[:1].islower() else text

    def at(self, entity: Entity | None) -> str:
        """The place as a phrase: "à Alep-Est", "(Mali)"; empty where there is none."""
        if entity is None:
            return ""
        spot = self.spot(entity)
        name = self.place(entity)
        if spot is None and name[:1] == self.labels.word("language.quote_open")[:1]:
            return self.labels.text("place.quoted", place=name)
        inside = (spot is None and name[:1].isupper()) or (
            spot is not None and spot.level in self.labels.get("place.levels_at")
        )
        return self.labels.text("place.at" if inside else "place.within", place=name)

    def with_article(self, name: str) -> str:
        """The name as it stands in running text: "l’Observatoire …", "les forces …", or unchanged."""
        first = name.split(" ", 1)[0].split("’")[0].casefold() if name else ""
        form = self._articles.get(name.casefold()) or self._articles.get(first) or self._articles.get(self._head(name))
        if form is None and "plural" in self.labels.table["articles"] and name[:1].islower() and first.endswith("s"):
            form = "plural"
        return self.labels.text(f"articles.{form}", name=name) if form else name

    def _head(self, name: str) -> str:
        """The noun of a name in a language that puts it last: "observatory" of "Syrian Observatory for …"."""
        ends = self.labels.get("articles")["head_before"]
        for end in ends:
            name = name.split(end, 1)[0]
        return name.rsplit(" ", 1)[-1].casefold() if ends else ""

    def origin(self, origin: Origin) -> str:
        """The name of who stands behind a reading."""
        if origin.outlet:
            return (
                self.labels.text("origins.outlet", name=origin.name)
                if origin.name
                else self.labels.text("origins.outlet_unnamed")
            )
        party = self.edition.parties.get(origin.id or origin.key)
        if party is not None:
            return party.name
        return self._as_printed(origin.name) if origin.name else self.labels.text("origins.unnamed")

    def short(self, name: str, told: set[str]) -> str:
        """The name, or from its second use on its acronym where it ends with one: "… des droits de l'Homme (OSDH)"."""
        acronym = ACRONYM.search(name)
        short = acronym.group(1) if acronym else self._acronyms.get(name)
        if short is None or name in told:
            return short or name
        told.add(name)
        return name if acronym else f"{name} ({short})"

    # -- measures ------------------------------------------------------------------------------------------------

    def counted(self, measure: Measure, count: Count | None = None) -> str:
        """What is counted, as a noun phrase that agrees with the count: "civils tués", "un civil tué"."""
        if measure.unit == "households":
            people = {
                "one": self.labels.text("count.households_one"),
                "many": self.labels.text("count.households"),
                "gender": "m",
            }
        else:
            people = self.labels.get("people").get(measure.people) or self.labels.get("people.people")
        one = count is not None and count.value is not None and count.value < 2
        done = self.labels.get("harm").get(measure.what) or self.labels.get("movement").get(measure.what)
        noun = people["one" if one else "many"]
        gender = people["gender"]
        text = f"{noun} {done[gender + '1' if one else gender]}" if done else noun
        if measure.side is not None:
            text += self.labels.text("measure.side", side=self.party(measure.side))
        return text

    def feminine(self, measure: Measure) -> bool:
        """Whether those counted are feminine, for the words of their count."""
        people = self.labels.get("people").get(measure.people) or self.labels.get("people.people")
        return measure.unit != "households" and people["gender"] == "f"

    def period(self, measure: Measure) -> str:
        """The time that a measure counts: "depuis le 15 novembre 2016", "le 26 novembre 2016"."""
        if measure.cumulative:
            return self.labels.dated("since", measure.start)
        return self.labels.dated("on", measure.start)

    def route(self, measure: Measure) -> str:
        """Where people left from and went to, as far as it is told."""
        parts = []
        if measure.origin is not None:
            name = self.place(measure.origin)
            quoted = name[:1] == self.labels.word("language.quote_open")[:1]
            parts.append(self.labels.text("measure.from_quoted" if quoted else "measure.from", place=name))
        if measure.destination is not None:
            parts.append(self.labels.text("measure.to", place=self.place(measure.destination)))
        return " ".join(parts) or self.at(measure.place)

    def as_of(self, as_of: AsOf | None) -> str:
        """The day that a figure is true of, with "by that day" where only the publication bounds it."""
        if as_of is None or as_of.day is None:
            return self.labels.text("measure.as_of_unknown")
        return self.labels.text(f"measure.as_of_{as_of.basis}", day=self.labels.day(as_of.day))

    def strategy(self, strategy: Strategy) -> str:
        """The words for how a total was come to."""
        return self.labels.text("strategy." + strategy.replace(" ", "_"))
