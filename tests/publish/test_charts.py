"""Charts: steps by source with their bounds and revisions, incidents by week, and the data of each as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bilan.claims import Incident
from bilan.dispatch import Published
from bilan.findings import AsOf, Happening, Series
from bilan.publish import report
from bilan.publish.drawing import steps, weekly
from bilan.publish.drawing.steps import Point, Steps
from bilan.publish.edition import Edition
from bilan.publish.wording import load
from bilan.quantities import Count
from bilan.times import When
from tests.publish import dossier
from tests.publish.page import Element, read

FIRST, SECOND = date(2016, 11, 27), date(2016, 12, 5)


def figure(edition: Edition, name: str) -> Element:
    return next(e for e in read(report(edition)).root.find("figure") if e.attributes["id"] == name)


def cells(table: Element) -> list[list[str]]:
    return [[cell.text() for cell in row.find("td")] for row in table.find("tbody")[0].find("tr")]


def test_bounds_revisions_and_late_figures_are_marked() -> None:
    points = (Point(FIRST, 200, "c1", "at least 200", opening=1), Point(SECOND, 150, "c2", "150", revised=True),
              Point(SECOND, 90, "c3", "90", faint=True, hollow=True))
    tree = read(str(steps.draw([Steps("Source", points, shade=2)], load("en"), name="x", title="T",
                               description="D"))).root
    assert [len(tree.find("path", class_=kind)) for kind in ("bound", "revised")] == [1, 1]
    assert len(tree.find("polygon", class_="faint")) == 1 and len(tree.find("polygon", class_="hollow")) == 1
    [line] = tree.find("path", class_="step")
    assert line.attributes["d"].count("H") == 1  # what is faint is no step of its line
    assert len(tree.find("g", class_="s2")) == 2


def test_a_source_has_one_colour_in_all_charts_and_each_chart_its_table() -> None:
    edition = dossier.edition("en")
    shades: dict[str, set[str]] = {}
    for name in ("toll1", "toll2"):
        chart = figure(edition, name)
        for group in chart.find("g", class_="series"):
            words = " ".join(e.text() for e in group.find("text"))
            if words:
                shades.setdefault(words.split(" ")[0], set()).add(group.attributes["class"])
        rows = cells(chart.find("table")[0])
        assert rows and all(len(row) == 3 for row in rows)
        assert len(chart.find("svg")[0].find("a")) == len(rows)
    assert shades and all(len(found) == 1 for found in shades.values())


def test_a_figure_that_its_source_takes_back_is_said_to_be_revised() -> None:
    edition = dossier.edition("en")
    one, *rest = edition.findings.tolls.series
    last = replace(one.readings[-1], count=Count.exact(300), as_of=AsOf("2016-12-14"), notes=("series.revised-down",))
    series = Series(one.measure, one.origin, (*one.readings[:-1], last), last, one.rule, True)
    tolls = replace(edition.findings.tolls, series=(series, *rest))
    chart = figure(replace(edition, findings=replace(edition.findings, tolls=tolls)), "toll1")
    assert chart.find("path", class_="revised") and "revised downwards" in chart.text()


def happened(*days: str) -> Edition:
    edition = dossier.edition("en")
    made = dossier.record("b-1128", "Une frappe aérienne a touché Sakhour dimanche", Incident, type="shelling",
                          where=(dossier.at("bilan:place/sakhour"),), when=When.moment("2016-11-27"))
    told = tuple(Happening(f"h{i}", "incident", "shelling", day, day, False, (dossier.at("bilan:place/sakhour"),), None,
                           None, "asserted", (made,)) for i, day in enumerate(days))
    return replace(edition, findings=replace(edition.findings, chronology=told))


def test_incidents_are_counted_by_week_and_type() -> None:
    chart = figure(happened("2016-11-21", "2016-11-27", "2016-11-28", "2016-12-12", "2016-12"), "weekly")
    weeks = [row[0].replace("\u00a0", " ") for row in cells(chart.find("table")[0])]
    assert weeks == ["From 21 to 27 November 2016", "From 28 November to 4 December 2016",
                     "From 12 to 18 December 2016"]
    assert [row[2] for row in cells(chart.find("table")[0])] == ["2", "1", "1"]
    wide = chart.find("div", class_="wide")[0]
    heights = [float(e.attributes["height"]) for e in wide.find("rect", class_="bar")]
    assert heights[0] == 2 * heights[1] == 2 * heights[2]


def test_one_week_is_no_chart() -> None:
    edition = happened("2016-11-21", "2016-11-22")
    assert not [e for e in read(report(edition)).root.find("figure") if e.attributes["id"] == "weekly"]


def test_weeks_begin_on_monday() -> None:
    assert weekly.monday(date(2016, 11, 27)) == date(2016, 11, 21) == weekly.monday(date(2016, 11, 21))


def test_the_coverage_of_a_long_war_leaves_no_dispatch_out() -> None:
    edition = dossier.edition("en")
    first, last = edition.sources[0], edition.sources[-1]
    years = tuple(replace(source, published=Published(day, day, True))
                  for source, day in ((first, date(2016, 11, 27)), (last, date(2021, 3, 5))))
    (chart,) = [e for e in read(report(replace(edition, sources=years))).root.find("svg")
                if "coverage" in e.attributes.get("class", "") and "-w" in e.attributes["aria-labelledby"]]
    bars = [e for e in chart.find("rect") if e.find("title")]
    assert "2016" in bars[0].text() and "2021" in bars[-1].text()
    assert float(bars[-1].attributes["x"]) > 800 and all(float(bar.attributes["width"]) >= 1.5 for bar in bars)
