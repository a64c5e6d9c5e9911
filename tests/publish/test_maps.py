"""Maps: outlines of the user's, arrows of movements, signs of incidents, land and disputed borders."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import Point, box

from bilan.claims import Incident
from bilan.findings import Happening
from bilan.publish import report
from bilan.publish.drawing.maps import flow_map, incident_map, terrain
from bilan.publish.drawing.maps.flow_map import End, Flow
from bilan.publish.drawing.maps.projection import Projection
from bilan.publish.wording import load
from bilan.times import When
from tests.publish import dossier
from tests.publish.page import Element, read

ALEPPO, HAMA, BAB = (End("Alep", 36.2, 37.16), End("Hama", 35.13, 36.75), End("Al-Bab", 36.37, 37.52))
WORDS = ("Title", "Description")


def drawn(*flows: Flow) -> Element:
    return read(str(flow_map.draw(flows, load("en"), name="x", words=WORDS))).root


def flow(origin: End | None, destination: End | None, value: int, *, hollow: bool = False) -> Flow:
    return Flow(origin, destination, value, str(value), f"c{value}", f"{value} people", hollow)


def widths(tree: Element) -> list[float]:
    return [float(e.attributes["stroke-width"]) for e in tree.find("path", class_="flow")]


def test_arrows_are_as_wide_as_their_number_and_open_their_claim() -> None:
    tree = drawn(flow(ALEPPO, HAMA, 10_000), flow(BAB, ALEPPO, 5_000), flow(HAMA, BAB, 10))
    assert widths(tree) == [18.0, 9.0, 2.5]
    assert [e.attributes["href"] for e in tree.find("a")] == ["#c10000", "#c5000", "#c10"]
    assert {"10000", "5000", "Alep", "Hama"} <= {e.text() for e in tree.find("text")}


def test_a_route_of_which_one_end_is_not_told_is_a_ring_with_heads() -> None:
    out, into = (drawn(flow(a, b, 100)) for a, b in ((ALEPPO, None), (None, ALEPPO)))
    for tree in (out, into):
        assert len(tree.find("circle", class_="ring")) == 1 and not tree.find("path", class_="flow")
    heads = [[e.attributes["points"] for e in tree.find("polygon", class_="head")] for tree in (out, into)]
    assert len(heads[0]) == len(heads[1]) == 4 and heads[0] != heads[1]


def test_an_approximate_number_is_drawn_apart() -> None:
    assert len(drawn(flow(ALEPPO, HAMA, 9, hollow=True)).find("path", class_="hollow")) == 1


def test_the_report_draws_its_movements() -> None:
    tree = read(report(dossier.edition("fr"))).root
    [figure] = [e for e in tree.find("figure") if e.attributes["id"] == "flow-map"]
    spoken = {e.attributes["aria-label"] for e in figure.find("a")}
    assert any("Cheikh Maqsoud" in words and "6\u202f000" in words for words in spoken)
    assert any("plus de 130" in words for words in spoken)


def frame(south: float, west: float, north: float, east: float) -> Projection:
    return Projection.around([(south, west), (north, east)], 800, margin=0, least=10, tallest=1)


@pytest.mark.parametrize(("corners", "disputed"), [((45.5, 33.0, 47.0, 36.0), True), ((36.0, 36.5, 37.0, 41.0), False)])
def test_a_wide_frame_has_land_and_borders(corners: tuple[float, float, float, float], disputed: bool) -> None:
    ground = terrain.land(frame(*corners), load("fr"))
    assert ground.disputed is disputed
    assert any("Ukraine".upper() in label.words or "SYRIE" in label.words for label in ground.names)
    assert ("border disputed" in "".join(ground.shapes)) is disputed


def test_a_town_has_no_border_drawn_through_it() -> None:
    near = terrain.ground(frame(36.15, 37.05, 36.25, 37.25), load("fr"))
    assert len(near.shapes) == 1 and near.names == ()


def test_degrees_are_what_the_drawing_shows() -> None:
    one = frame(36.0, 37.0, 37.0, 38.0)
    south, west, north, east = one.degrees()
    assert one.point(north, west) == pytest.approx((0, 0), abs=0.1)
    assert one.point(south, east) == pytest.approx((one.width, one.height), abs=0.1)


def test_incidents_of_a_family_share_a_sign_that_says_how_many() -> None:
    signs = [incident_map.Sign("Alep", 36.2, 37.16, "air", 3, "c1", "Alep: air strike (3)"),
             incident_map.Sign("Hama", 35.13, 36.75, "relief", 1, "c2", "Hama: aid (1)")]
    tree = read(str(incident_map.draw(signs, load("en"), name="x", words=WORDS))).root
    assert [e.attributes["aria-label"] for e in tree.find("a")] == ["Hama: aid (1)", "Alep: air strike (3)"]
    assert [e.text() for e in tree.find("text", class_="tally")] == ["3"]
    assert incident_map.size(4) == pytest.approx(2 * incident_map.size(1))


def test_the_report_draws_its_incidents_by_town_and_by_quarter() -> None:
    edition = dossier.edition("fr")
    where = ("bilan:place/sakhour", "bilan:place/hanano", "bilan:place/machad", "geonames:172955")
    happened = []
    for i, key in enumerate(where):
        made = dossier.record("b-1128", "Une frappe aérienne a touché Sakhour dimanche", Incident, type="shelling",
                              where=(dossier.at(key),), when=When.moment("2016-11-27"))
        happened.append(Happening(f"h{i}", "incident", "shelling", "2016-11-27", "2016-11-27", False,
                                  (dossier.at(key),), None, None, "asserted", (made,)))
    denied = replace(happened[0], id="h9", modality="denied")
    findings = replace(edition.findings, chronology=(*edition.findings.chronology, *happened, denied))
    tree = read(report(replace(edition, findings=findings))).root
    figures = {e.attributes["id"]: e for e in tree.find("figure") if "incident-map" in e.attributes["id"]}
    assert list(figures) == ["incident-map", "incident-map-2"]
    spoken = [{e.attributes["aria-label"] for e in figure.find("a")} for figure in figures.values()]
    assert any(words.startswith("Alep\u00a0:") and "(3)" in words for words in spoken[0])
    assert sum(words.startswith("Sakhour\u00a0:") for words in spoken[1]) == 2


def test_an_outline_of_the_users_takes_the_place_of_the_estimated_cell() -> None:
    spot = dossier.PLACES["bilan:place/sakhour"]
    given = box(spot.longitude - 0.01, spot.latitude - 0.005, spot.longitude + 0.01, spot.latitude + 0.005)
    plain, outlined = (read(report(dossier.edition("fr", outlines=shapes))).root
                       for shapes in ({}, {"bilan:place/sakhour": given}))

    def cell(tree: Element) -> tuple[str, str]:
        figure = next(e for e in tree.find("figure") if e.attributes["id"] == "map1")
        place = next(e for e in figure.find("g") if e.attributes.get("data-name") == "Sakhour")
        return place.find("path", class_="cell")[0].attributes["d"], figure.find("p", class_="drawing-notes")[0].text()

    (estimated, _), (drawn_, notes) = cell(plain), cell(outlined)
    assert estimated.count("L") > 10 and drawn_.count("L") == 3 and "utilisateur" in notes
    assert given.covers(Point(spot.longitude, spot.latitude))
