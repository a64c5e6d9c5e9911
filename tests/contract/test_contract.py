"""The JSON contract: every slot present, the schema's values those of the nouns, and the way back."""

from __future__ import annotations

import copy
import dataclasses
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from bilan import claims as nouns
from bilan import contract
from bilan.claims import Alignment, Claim, Control, Displacement, Incident, Need, Statement, Toll
from bilan.contract.reading import NOUNS
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction
from bilan.quantities import Bound, Count, Order
from bilan.times import Basis, When

TEXT = "Douze civils, dont trois enfants, ont fui Tombouctou, tenue par les rebelles, selon la Croix-Rouge." * 2
PLACE, PARTY = Entity("Tombouctou", "Tombouctou", "geonames:2449066"), Entity("les rebelles")
BODY = Entity("Aminata Touré", role="porte-parole", organisation="Croix-Rouge")
EVERY_KIND: tuple[Claim, ...] = (
    Toll(id="t1", rule="r", evidence=(0, 50), harm="wounded", victims="civilians", count=Count.exact(12),
         cumulative=True, by=PARTY, affiliation=PARTY, means="tirs", source=BODY, sources=(BODY, PARTY),
         when=When("2012-04", "2012-04-28", "publication"), where=(PLACE,), as_of="2012-04-28",
         as_of_basis="publication", since_basis="printed", victim="x", updates="y", confidence="high"),
    Toll(id="t2", rule="r", evidence=(0, 50), harm="wounded", victims="children", part_of="t1",
         count=Count(value=3, bound="nearly", derived="12 - 9")),
    Displacement(id="d", rule="r", evidence=(5, 60), movement="fled", population="people", origin=PLACE,
                 count=Count(low=180, high=200), modality="alleged"),
    Control(id="c", rule="r", evidence=(40, 70), change="holds", place=PLACE, holder=PARTY, extent="part"),
    Incident(id="i", rule="r", evidence=(40, 70), type="clash", actor=PARTY, other_mentions=((80, 90),)),
    Need(id="n", rule="r", evidence=(41, 70), needs=("water", "food"), count=Count(order="dozens")),
    Alignment(id="a", rule="r", evidence=(42, 70), relation="opposes", actor=PARTY, target=BODY, about="x"),
    Statement(id="s", rule="r", evidence=(50, 99), speaker=BODY, mode="direct", content=(52, 70), via="radio"),
)  # fmt: skip


def extraction(*claims: Claim) -> Extraction:
    return Extraction(Dispatch("mali-1", TEXT), Published(), claims)


@pytest.fixture
def document() -> dict[str, Any]:
    return contract.document(extraction(*EVERY_KIND))


def test_every_kind_holds_to_the_contract(document: dict[str, Any]) -> None:
    contract.check(document, TEXT)
    assert [claim["kind"] for claim in document["claims"]] == [claim.kind for claim in EVERY_KIND]


def test_the_way_back_gives_the_same_claims(document: dict[str, Any]) -> None:
    assert contract.claims_from(document) == EVERY_KIND


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(contract.schema())


@pytest.mark.parametrize("noun", NOUNS.values(), ids=NOUNS)
def test_the_schema_names_exactly_the_slots_of_the_noun(noun: type[Claim]) -> None:
    fields = {field.name for field in dataclasses.fields(noun)} - {"as_of_basis"}
    fields |= {"kind"} | ({"derived"} if "count" in fields else set())
    definition = contract.schema()["$defs"][noun.kind]
    assert set(definition["properties"]) == set(definition["required"]) == fields


@pytest.mark.parametrize(
    ("kind", "slot", "values"),
    [
        ("toll", "harm", nouns.HARMS), ("displacement", "movement", nouns.MOVEMENTS),
        ("control", "change", nouns.CHANGES), ("control", "extent", nouns.EXTENTS),
        ("incident", "type", nouns.INCIDENT_TYPES), ("alignment", "relation", nouns.RELATIONS),
        ("statement", "mode", nouns.MODES), ("toll", "modality", nouns.MODALITIES),
        ("toll", "confidence", nouns.CONFIDENCES),
    ],
)  # fmt: skip
def test_the_schema_has_the_values_of_the_nouns(kind: str, slot: str, values: tuple[str, ...]) -> None:
    assert tuple(contract.schema()["$defs"][kind]["properties"][slot]["enum"]) == values


def test_the_schema_has_the_values_of_counts_people_needs_and_times() -> None:
    definitions = contract.schema()["$defs"]
    exact, _, vague = definitions["count"]["oneOf"]
    assert tuple(exact["properties"]["bound"]["enum"]) == get_args(Bound)
    assert tuple(vague["properties"]["order"]["enum"]) == get_args(Order)
    assert tuple(definitions["when"]["properties"]["basis"]["enum"]) == get_args(Basis)
    assert tuple(definitions["people"]["enum"]) == nouns.PEOPLE
    assert tuple(definitions["need"]["properties"]["needs"]["items"]["enum"]) == nouns.NEEDS
    assert tuple(definitions["claim"]["properties"]["kind"]["enum"]) == nouns.KINDS


def test_claims_stand_by_start_end_and_kind_and_parts_name_their_place() -> None:
    late, early = dataclasses.replace(EVERY_KIND[7], id="x"), EVERY_KIND[2]
    whole, part, *_ = EVERY_KIND
    assert isinstance(part, Toll)
    part = dataclasses.replace(part, evidence=(0, 10))
    written = contract.document(extraction(late, early, whole, part))["claims"]
    assert [claim["id"] for claim in written] == ["t2", "t1", "d", "x"]
    assert written[0]["part_of"] == 1


def test_people_carry_their_role_and_others_do_not(document: dict[str, Any]) -> None:
    statement, control = document["claims"][7], document["claims"][3]
    assert statement["speaker"]["role"] == "porte-parole"
    assert set(control["holder"]) == {"text", "name", "id"}


def test_the_range_and_the_reasons_of_the_day_are_written() -> None:
    from datetime import date

    published = Published(date(2012, 4, 27), date(2012, 4, 28), reasons=("x",))
    head = contract.document(Extraction(Dispatch("a", TEXT), published, ()))["dispatch"]
    assert (head["published"], head["published_range"]) == ("2012-04-28", ["2012-04-27", "2012-04-28"])
    assert (head["published_given"], head["published_reasons"]) == (False, ["x"])


def test_a_part_of_nothing_is_refused() -> None:
    with pytest.raises(contract.ContractError, match="not in the file"):
        contract.document(extraction(EVERY_KIND[1]))


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("claims", 0, "harm"), "hurt", "claims.0.harm"),
        (("claims", 0, "count"), {"value": 1, "bound": "exact", "order": "dozens"}, "claims.0.count"),
        (("claims", 0, "count"), {"value": 1.5, "bound": "exact"}, "claims.0.count"),
        (("claims", 0, "when"), {"start": "avril", "end": None, "basis": "text"}, "claims.0.when"),
        (("claims", 0, "source"), {"text": "", "name": None, "id": None}, "claims.0.source"),
        (("claims", 0, "where"), None, "claims.0.where"),
        (("claims", 3, "place"), None, "claims.3.place"),
        (("claims", 0, "rule"), "", "claims.0.rule"),
        (("claims", 1, "part_of"), 99, "claims.1.part_of"),
        (("claims", 1, "part_of"), 1, "claims.1.part_of"),
        (("claims", 0, "evidence"), [50, 50], "claims.0.evidence"),
        (("claims", 7, "content"), [0, 10_000], "claims.7.content"),
        (("claims", 2, "evidence"), [0, 3], "claims.1"),
        (("dispatch", "id"), "../x", "dispatch.id"),
        (("format",), 2, "format"),
    ],
)
def test_what_breaks_the_contract_is_named(
    document: dict[str, Any], path: tuple[str | int, ...], value: object, named: str
) -> None:
    broken: Any = copy.deepcopy(document)
    holder = broken
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    with pytest.raises(contract.ContractError, match=f"(?m)^{named}"):
        contract.check(broken, TEXT)


def test_a_missing_slot_and_a_slot_too_many_are_named(document: dict[str, Any]) -> None:
    del document["claims"][4]["target"]
    document["claims"][5]["colour"] = "red"
    with pytest.raises(contract.ContractError) as raised:
        contract.check(document)
    assert "'target' is a required property" in str(raised.value)
    assert "'colour' was unexpected" in str(raised.value)
