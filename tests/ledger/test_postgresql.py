"""The ledger in PostgreSQL answers, holds and serialises as it does in a file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilan.errors import LedgerError
from bilan.extraction import Extraction
from bilan.ledger import Ledger
from bilan.observatory import Observatory
from bilan.records import Query
from tests.reconcile.making import held, incident, moved, observe, read, said, span, toll

pytestmark = pytest.mark.system

FILED = re.compile(r"\d{4}-\d\d-\d\dT[\d:.+]+")
"""The moment at which a dispatch was filed."""

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from bilan.ledger import Ledger
from tests.reconcile.making import read, toll
ledger = Ledger.open(sys.argv[1])
for i in range(15):
    ledger.add(read(f"{sys.argv[2]}-{i}", "2016-12-01", toll(i + 1)))
"""


def dispatches() -> tuple[Extraction, ...]:
    """Claims of every kind that is answered, over three days."""
    return (
        read("a", "2016-11-28", toll(225), toll(27, victims="children", part_of="c0"), said("Le Directeur"),
             held("captured", "Sakhour", "damas", span("2016-11-28"))),
        read("b", "2016-12-01", toll(310, when=span("2016-11-15", "2016-12-01")),
             moved(">400", when=span("2016-11-26"))),
        read("c", "2016-12-02", incident("airstrike", "Sakhour", span("2016-12-02")),
             toll(7, "Sakhour", span("2016-12-02"))),
    )


QUESTIONS: dict[str, Callable[[Observatory], object]] = {
    "tolls": lambda o: o.tolls(Query(harm="killed")),
    "tolls of a day": lambda o: o.tolls(Query(place="Alep-Est", as_of=date(2016, 11, 29))),
    "control": lambda o: o.control(date(2016, 12, 1), Query(place="Alep")),
    "displacement": lambda o: o.displacement(Query()),
    "chronology": lambda o: o.chronology(Query()),
}


@pytest.fixture
def ledger(postgresql: str) -> Ledger:
    return Ledger.open(postgresql)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answers_are_those_of_a_file(postgresql: str, tmp_path: Path, question: str) -> None:
    ask = QUESTIONS[question]
    in_file, in_server = (ask(observe(where, *dispatches())) for where in (tmp_path / "war.bilan", postgresql))
    assert FILED.sub("", repr(in_server)) == FILED.sub("", repr(in_file))


def test_claims_come_back_as_they_were(ledger: Ledger) -> None:
    first = dispatches()[0]
    assert ledger.add(first) is not None
    assert ledger.add(first) is None
    found = [replace(r.claim, id="") for r in ledger.claims(Query()) if getattr(r.claim, "part_of", None) is None]
    assert {repr(c) for c in found} >= {repr(replace(c, id="")) for c in first.claims if c.id != "c1"}


def test_the_chain_holds_over_all_that_is_done_to_a_ledger(ledger: Ledger) -> None:
    keys = [ledger.add(d) for d in dispatches()]
    ledger.reread(replace(dispatches()[0], claims=dispatches()[0].claims[:1]))
    ledger.judge("accept", ledger.claims(Query())[0].key, author="Editor", reason="checked")
    ledger.publish({"figures": [1]}, title="Report 1", author="Editor")
    assert keys[2] is not None and ledger.expunge(keys[2], author="Editor", reason="safety")
    assert ledger.verify(seal=ledger.seal().head).holds


def test_two_writers_lose_nothing(postgresql: str) -> None:
    Ledger.open(postgresql).close()
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, postgresql, name], env=env) for name in "xy"]
    assert [w.wait(timeout=120) for w in writers] == [0, 0]
    with Ledger.open(postgresql) as ledger:
        assert len(ledger.filed()) == 30
        assert ledger.verify().holds


def test_a_dispatch_that_no_database_takes_fails_alone(postgresql: str) -> None:
    bad = read("bad", "2016-12-01", toll(3), text="a null character \0 that PostgreSQL does not take, and more words")
    observatory = observe(postgresql)
    report = observatory.file([bad, dispatches()[0]])
    assert (report.added, [f.dispatch_id for f in report.failed]) == (("a",), ["bad"])
    assert observatory.verify().holds


def test_a_server_that_is_not_there_is_one_clear_error(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(LedgerError, match="cannot be used"):
        Ledger.open(f"postgresql://bilan@/war?host={tmp_path}")
