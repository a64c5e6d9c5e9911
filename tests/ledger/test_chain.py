"""The audit chain: what it covers is covered whole, and the first record that does not hold is named."""

from __future__ import annotations

import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bilan.ledger import Ledger, schema
from bilan.ledger.wire import passages, stories
from bilan.records import Query
from tests.reconcile.making import held, moved, observe, read, said, span, toll

WIRE = ("The first sentence of a story that two papers print word for word today. "
        "The second sentence of the same story, which both of them print as well. ")
CHANGES = 200


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a row in every table: copies, a second reading, judgements, a report and an expunged dispatch."""
    path = tmp_path_factory.mktemp("chain") / "war.bilan"
    claims = (toll(225), toll(27, victims="children", part_of="c0"), held("captured", "Sakhour", "damas",
              span("2016-12-01")), moved(">400", when=span("2016-11-26")), said("Le Directeur"))
    first = read("a", "2016-12-01", *claims, text=WIRE + "And an end of its own that nobody else has printed so far.",
                 outlet="One")
    gone = read("gone", "2016-12-02", toll(3), text="These are words that had to be taken out again for safety's sake.")
    ledger = observe(path, first, read("b", "2016-12-02", toll(230), text=WIRE + "Another end.", outlet="Two"),
                     gone).ledger
    ledger.reread(read("a", "2016-12-01", toll(226), *claims[1:], text=first.dispatch.text, outlet="One"))
    keys = [r.key for r in ledger.claims(Query())]
    ledger.judge("accept", keys[0], author="Editor", reason="checked")
    ledger.judge("reject", keys[-1], author="Editor", reason="not in the text")
    ledger.publish({"figures": [1, 2], "said": "more than 415"}, title="Report 1", author="Editor")
    ledger.expunge(next(f.key for f in ledger.filed() if f.dispatch.id == "gone"), author="Editor", reason="safety")
    assert ledger.verify().holds
    ledger.close()
    return path


def test_a_whole_record_holds_and_its_seal_is_its_head(full: Path) -> None:
    with Ledger.open(full) as ledger:
        seal = ledger.seal()
        found = ledger.verify(seal=seal.head)
    assert found.holds and found.head == seal.head and found.entries == seal.entries


def test_every_table_is_covered(full: Path) -> None:
    with sqlite3.connect(full) as db:
        empty = [t for t in schema.metadata.tables if not db.execute(f"SELECT count(*) FROM {t}").fetchone()[0]]
    assert empty == []


def test_any_change_of_any_row_is_seen_and_named(full: Path, tmp_path: Path) -> None:
    dice = random.Random(20161215)
    unseen = []
    for number in range(CHANGES):
        path = tmp_path / f"{number}.bilan"
        shutil.copy(full, path)
        change = _change(path, dice)
        with Ledger.open(path) as ledger:
            found = ledger.verify()
        if found.holds or not found.record:
            unseen.append(change)
        path.unlink()
    assert unseen == []


def _change(path: Path, dice: random.Random) -> str:
    """Changes one value of one row, or takes a row out, or doubles one; says what it did."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA foreign_keys = OFF")
    table = dice.choice(sorted(schema.metadata.tables))
    columns = [c.name for c in schema.metadata.tables[table].columns]
    rows = db.execute(f"SELECT {', '.join(_quoted(c) for c in columns)} FROM {table}").fetchall()
    row = dice.choice(rows)
    where = " AND ".join(f"{_quoted(c)} IS ?" for c in columns)
    if dice.random() < 0.15:
        db.execute(f"DELETE FROM {table} WHERE {where}", row)
        done = f"{table}: a row taken out"
    else:
        at = dice.randrange(len(columns))
        db.execute(f"UPDATE OR REPLACE {table} SET {_quoted(columns[at])} = ? WHERE {where}",
                   (_other(row[at], dice), *row))
        done = f"{table}.{columns[at]} was {row[at]!r}"
    db.commit()
    db.close()
    return done


def _quoted(name: str) -> str:
    return f'"{name}"'


def _other(value: Any, dice: random.Random) -> Any:
    if value is None:
        return "x"
    if isinstance(value, int):
        return value + dice.choice((-1, 1, 7)) if value not in (0, 1) else 1 - value
    at = dice.randrange(len(value)) if value else 0
    return value[:at] + ("0" if value[at:at + 1] != "0" else "1") + value[at + 1:]


def test_rows_cut_from_the_end_are_seen_by_a_seal(full: Path, tmp_path: Path) -> None:
    with Ledger.open(full) as ledger:
        seal = ledger.seal()
    path = tmp_path / "cut.bilan"
    with Ledger.open(path) as ledger:
        ledger.add(read("a", "2016-12-01", toll(1)))
    with Ledger.open(path) as ledger:
        assert ledger.verify().holds
        found = ledger.verify(seal=seal.head)
    assert not found.holds and found.record == "chain"


def test_a_row_that_no_entry_accounts_for_is_named(full: Path, tmp_path: Path) -> None:
    path = tmp_path / "more.bilan"
    shutil.copy(full, path)
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO judgements VALUES (1, 'salt', 'now', 'accept', 'x', 'me', '', '{}', '')")
    db.close()
    with Ledger.open(path) as ledger:
        found = ledger.verify()
    assert (found.holds, found.record) == (False, "judgements")


def test_copies_of_one_story_are_linked_in_whatever_order_they_come(tmp_path: Path) -> None:
    one = read("a", "2016-12-01", toll(1, source=None), text=WIRE + "Then its own short end.", outlet="One")
    two = read("b", "2016-12-02", toll(1, source=None), text=WIRE + "A different end, also short.", outlet="Two")
    far = read("c", "2016-12-02", toll(1, source=None), text="Quite another text about quite another day and matter.")
    stories = []
    for name, order in (("x", (one, two, far)), ("y", (far, two, one))):
        filed = observe(tmp_path / name, *order).filed()
        stories.append({f.dispatch.id: (f.story, f.copies) for f in filed})
    assert stories[0] == stories[1]
    assert stories[0]["a"][0] == stories[0]["b"][0] != stories[0]["c"][0]
    assert stories[0]["c"][1] == ()


def test_a_copy_that_is_not_yet_published_links_nothing(tmp_path: Path) -> None:
    one = read("a", "2016-12-01", toll(1, source=None), text=WIRE, outlet="One")
    two = read("b", "2016-12-05", toll(1, source=None), text=WIRE, outlet="Two")
    ledger = observe(tmp_path / "a", one, two).ledger
    [early] = ledger.claims(Query(as_of=date(2016, 12, 2)))
    assert early.story == early.dispatch_id


@pytest.mark.parametrize("few", [0, 5000])
def test_a_story_is_followed_from_any_of_its_dispatches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        few: int) -> None:
    """The first and the third share nothing but the second, which prints both."""
    monkeypatch.setattr(stories, "FEW", few)
    told = [f"Sentence number {n} of a story that several papers print word for word today. " for n in range(4)]
    texts = {"a": "".join(told[:2]), "b": "".join(told), "c": "".join(told[2:]), "d": told[0] + "x " * 400}
    ledger = observe(tmp_path / "a", *(
        read(name, f"2016-12-0{n}", toll(1, source=None, evidence=(0, 20)), text=text, outlet=name)
        for n, (name, text) in enumerate(texts.items(), 1))).ledger
    names = {f.key: f.dispatch.id for f in ledger.filed()}
    with ledger.reading() as conn:
        for key, name in names.items():
            story = stories.finder(conn, [key], None)(key, (0, 20))
            assert story.startswith("passage-" if name == "d" else f"wire-{min(k for k in names if names[k] != 'd')}")
        early = {name: stories.finder(conn, [key], date(2016, 12, 1))(key, (0, 20)) for key, name in names.items()}
    assert early["a"] == next(key for key in names if names[key] == "a")
    assert {names[r.dispatch_id] for r in ledger.claims(Query()) if r.story.startswith("wire-")} == {"a", "b", "c"}


def test_passages_are_known_without_case_accents_and_punctuation() -> None:
    one = "Des tirs ont touché l’école du quartier, selon plusieurs habitants. Fin."
    two = "DES TIRS ONT TOUCHE L'ECOLE DU QUARTIER - SELON PLUSIEURS HABITANTS ! Autre fin."
    assert [p for p, _, _ in passages.passages(one)] == [p for p, _, _ in passages.passages(two)]
    [(_, start, end)] = passages.passages(one)
    assert one[start:end].strip().endswith("habitants.")


@pytest.mark.parametrize("text", ["", "\x00\x01", "a" * 5000, "\u202e" * 400, "mot " * 30_000, "….!?" * 5000])
def test_no_text_is_too_odd_for_passages(text: str) -> None:
    assert all(0 <= a < b <= len(text) for _, a, b in passages.passages(text))
