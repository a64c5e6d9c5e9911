"""Twins of annotated dispatches say the same of others, and their annotation quotes them rightly."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from benchmarks.twins import Twin, twin
from benchmarks.twins.bodies import acronyms, bodies_for
from benchmarks.twins.days import Days
from benchmarks.twins.exchange import by_surface, exchanged
from benchmarks.twins.figures import Figures
from benchmarks.twins.people import people_for
from benchmarks.twins.shapes import elides, shapes
from benchmarks.twins.states import states, states_for, surfaces_of
from bilan.language import load
from bilan.score import Gold, load_gold
from bilan.world.actors import Registry

ROOT = Path(__file__).parents[2]
PAIRS = [(entry, twin(entry, load("fr"))) for entry in load_gold(ROOT / "tests" / "gold")]
ENTRIES = pytest.mark.parametrize(("entry", "made"), PAIRS, ids=lambda p: p.name if isinstance(p, Gold) else "")


def entities(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "text" in value:
            yield value
        for inner in value.values():
            yield from entities(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from entities(inner)


def rewritten(entry: Gold, made: Twin, start: int, end: int) -> str:
    """A stretch of the original with the exchanges made in it, one after the other from its end."""
    text = entry.text[start:end]
    for edit in reversed(made.edits):
        if start <= edit.start and edit.end <= end:
            text = text[: edit.start - start] + edit.new + text[edit.end - start:]
    return text


@ENTRIES
def test_spans_quote_the_same_words(entry: Gold, made: Twin) -> None:
    for before, after in zip(entry.document["claims"], made.gold.document["claims"], strict=True):
        for slot in ("evidence", "content"):
            if before.get(slot):
                start, end = after[slot]
                assert made.gold.text[start:end] == rewritten(entry, made, *before[slot])


@ENTRIES
def test_entities_are_printed_in_the_twin(entry: Gold, made: Twin) -> None:
    pairs = zip(entities(entry.document["claims"]), entities(made.gold.document["claims"]), strict=True)
    lost = [(before["text"], after["text"]) for before, after in pairs
            if before["text"] in entry.text and after["text"] not in made.gold.text]
    assert lost == []


@ENTRIES
def test_counts_are_printed_in_the_twin(entry: Gold, made: Twin) -> None:
    for before, after in zip(entry.document["claims"], made.gold.document["claims"], strict=True):
        old, new = ((claim.get("count") or {}).get("value", 0) for claim in (before, after))
        printed = f"{old:,}".replace(",", ".")
        if old > 20 and re.search(rf"(?<![\d.]){re.escape(printed)}(?![\d.])", entry.text):
            assert f"{new:,}".replace(",", ".") in made.gold.text
        part = after.get("part_of")
        if part is not None and before["count"].get("value") and entry.document["claims"][part]["count"].get("value"):
            assert after["count"]["value"] <= made.gold.document["claims"][part]["count"]["value"]


@ENTRIES
def test_most_of_what_is_named_is_exchanged(entry: Gold, made: Twin) -> None:
    assert made.gold.text != entry.text
    for name, other in made.surfaces.items():
        if not any(name in value for value in made.surfaces.values()) and name != other:
            assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", made.gold.text), name


@ENTRIES
def test_weekdays_agree_with_dates(entry: Gold, made: Twin) -> None:
    days = shapes()["days"]
    dates = re.compile(rf"({'|'.join(days['weekdays'])}) (\d+) ({'|'.join(days['months'])}) (\d{{4}})", re.IGNORECASE)
    for weekday, day, month, year in dates.findall(made.gold.text):
        told = date(int(year), days["months"].index(month) + 1, int(day))
        assert days["weekdays"][told.weekday()] == weekday.lower()
    shift = date.fromisoformat(made.gold.document["dispatch"]["published"]) - date.fromisoformat(
        entry.document["dispatch"]["published"])
    assert 0 < abs(shift.days) <= 3


def test_the_same_seed_makes_the_same_twin() -> None:
    entry = PAIRS[0][0]
    assert twin(entry, load("fr"), 5) == twin(entry, load("fr"), 5)
    assert twin(entry, load("fr"), 5).gold.text != twin(entry, load("fr"), 6).gold.text


@pytest.mark.parametrize("seed", range(8))
def test_states_keep_article_gender_and_agreement(seed: int) -> None:
    text = "Au Mali, l'armée malienne et l'Irak ; en Syrie, avions russes de Moscou et soldats français de Paris."
    chosen = states_for(text, random.Random(seed))
    assert states()[chosen["ML"]]["of"].startswith("du ")
    assert elides(states()[chosen["IQ"]]["fr"]) and not states()[chosen["IQ"]]["fr"].endswith("e")
    assert states()[chosen["SY"]]["of"].startswith("de ") and states()[chosen["SY"]]["fr"].endswith("e")
    assert states()[chosen["RU"]]["m"] == states()[chosen["RU"]]["f"]
    assert states()[chosen["FR"]]["m"] == states()[chosen["FR"]]["mp"]
    assert len(set(chosen.values())) == len(chosen)
    twin_text = exchanged(text, [by_surface(surfaces_of(chosen))]).text
    assert not re.search(r"Mali\b|malienne|Irak\b|Syrie|russes|Moscou|français|Paris", twin_text)


def test_bodies_change_within_their_class_with_their_acronyms() -> None:
    text = "L'Etat islamique (EI) et le Programme alimentaire mondial (PAM)"
    table = bodies_for(text, date(2020, 5, 1), random.Random(1))
    assert elides(table["EI"]) and elides(table["Etat islamique"])
    assert table["PAM"] in ("CICR", "NRC")


def test_every_body_is_known_to_the_registry() -> None:
    names = [name for group in shapes()["bodies"] for entry in group["names"] for name in entry]
    assert [name for name in names if not Registry.load().find(name)] == []


def test_an_acronym_follows_its_words() -> None:
    text = "selon le Conseil malien des étudiants libres (CMEL)"
    assert acronyms(text, {"malien": "tchadien"}) == {"CMEL": "CTEL"}


def test_a_person_keeps_one_name_and_gender() -> None:
    text = "Fatima Dembélé et Fatima Cissé, puis Mme Dembélé"
    table = people_for({"Fatima Dembélé", "Fatima Cissé"}, {}, text, random.Random(2))
    first, last = table["Fatima Dembélé"].split()
    assert first in shapes()["first_names"]["women"]
    assert table["Fatima Cissé"].startswith(first + " ")
    assert table["Dembélé"] == last


@pytest.mark.parametrize("seed", range(8))
def test_figures_keep_length_order_and_wording(seed: int) -> None:
    text = "Neuf morts, dont trois femmes ; 1.250 blessés, une vingtaine de disparus, 12 ans de guerre depuis 2012."
    figures = Figures(text, {9, 3, 1250, 20}, (), random.Random(seed))
    made = exchanged(text, [figures.edits]).text
    found = re.fullmatch(r"(\w+) morts, dont (\w+) femmes ; (\d\.\d{2}0) blessés, une (\w+) de disparus, "
                         r"12 ans de guerre depuis 2012\.", made)
    assert found
    units = shapes()["figures"]["units"]
    assert units.index(found.group(2)) < units.index(found.group(1).lower())
    assert found.group(4) in shapes()["figures"]["dozens"]
    assert figures.value(1250) == int(found.group(3).replace(".", ""))


def test_a_sum_stays_one_and_a_remainder_is_what_remains() -> None:
    text = "84 morts, 61 d'un côté et 23 de l'autre ; 10.000 déplacés, dont 6.000 au nord."
    figures = Figures(text, {84, 61, 23, 10_000, 6_000, 4_000}, (), random.Random(3))
    assert figures.value(84) == figures.value(61) + figures.value(23) != 84
    assert figures.value(4_000) == figures.value(10_000) - figures.value(6_000)


def test_numerals_of_several_words_stay() -> None:
    text = "quatre mille habitants, quatre morts, vingt et un blessés"
    made = exchanged(text, [Figures(text, {4, 20, 21, 4000}, (), random.Random(1)).edits]).text
    assert made.startswith("quatre mille habitants, ") and made.endswith("vingt et un blessés")


def test_days_shift_together_and_week_ends_stay() -> None:
    text = "Mardi 12 mai 2020, après un week-end calme, les combats ont repris ; lundi, du 3 au 5 mai, rien."
    days = Days(text, date(2020, 5, 12), {date(2020, 5, 12)})
    assert days.step == 2
    assert exchanged(text, [days.edits]).text == (
        "Jeudi 14 mai 2020, après un week-end calme, les combats ont repris ; mercredi, du 5 au 7 mai, rien.")
    assert days.carried({"start": "2020-05-11", "end": "2020-05-12"}) == {"start": "2020-05-13", "end": "2020-05-14"}
    assert days.carried({"start": "2020-05-09", "end": "2020-05-10"}) == {"start": "2020-05-09", "end": "2020-05-10"}
    assert days.carried({"start": "2012", "end": "2020-05"}) == {"start": "2012", "end": "2020-05"}


def test_the_days_of_a_feast_stay() -> None:
    assert Days("Le jour de Noël, mardi", date(2019, 12, 31), set()).step == 0


def test_names_in_capitals_are_exchanged_too() -> None:
    made = exchanged("GAO - A Gao, des Gaolais", [by_surface({"Gaolais": "Kidalois", "Gao": "Kidal"})])
    assert made.text == "GAO - A Kidal, des Kidalois"
    assert made.at(6) == 6 and made.text[made.at(8):made.at(11)] == "Kidal"


def test_the_command_writes_twins_and_prints_scores(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for suffix in (".json", ".txt"):
        (gold / f"mali-embuscade{suffix}").write_bytes((ROOT / "tests/gold" / f"mali-embuscade{suffix}").read_bytes())
    command = [sys.executable, "-m", "benchmarks.twins", str(gold), "--out", str(tmp_path / "twins")]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert printed[0].split() == ["kind", "originals", "twins", "points"]
    assert printed[-1].startswith("all ")
    document = json.loads((tmp_path / "twins" / "mali-embuscade.json").read_text("utf-8"))
    assert document["dispatch"]["published_given"] is True


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.twins", str(tmp_path)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 2 and "no annotated dispatch" in run.stderr
