"""The store: what enters stays, once; what fails leaves no trace; what is no ledger is refused in one line."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bilan.errors import LedgerError, NoLedgerError, UsageError
from bilan.extraction import Extraction, Failure
from bilan.ledger import Ledger
from bilan.records import Query
from tests.reconcile.making import held, incident, observe, read, said, span, toll


def _dispatch(name: str = "a", published: str | None = "2016-12-01") -> Extraction:
    return read(name, published, toll(225), toll(27, victims="children", part_of="c0"), said("Le Directeur"))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "war.bilan")


def test_a_claim_comes_back_as_it_was(ledger: Ledger) -> None:
    extraction = _dispatch()
    ledger.add(extraction)
    found = [r.claim for r in ledger.claims(Query())]
    parent, child, _ = found
    assert getattr(child, "part_of", None) == parent.id
    assert [replace(c, id=old.id, **({"part_of": "c0"} if c is child else {}))  # type: ignore[arg-type]
            for c, old in zip(found, extraction.claims, strict=True)] == list(extraction.claims)


def test_evidence_is_the_text_as_received(ledger: Ledger) -> None:
    text = "Évacués : 40 « civils » \U0001f5fa\n\tet 3 blessés."
    ledger.add(read("a", "2016-12-01", toll(40, evidence=(10, 24)), text=text))
    [record] = ledger.claims(Query())
    assert record.quote == text[10:24] == "40 « civils » "[:14]


def test_adding_twice_adds_nothing(ledger: Ledger) -> None:
    key = ledger.add(_dispatch())
    seal = ledger.seal()
    assert key is not None
    assert ledger.add(_dispatch()) is None
    assert ledger.seal() == seal


def test_the_same_text_of_another_outlet_is_another_dispatch(ledger: Ledger) -> None:
    one = _dispatch()
    other = replace(one, dispatch=replace(one.dispatch, outlet="Another"))
    assert ledger.add(one) != ledger.add(other)
    assert len(ledger.filed()) == 2


def test_a_dispatch_that_cannot_be_filed_fails_alone(tmp_path: Path) -> None:
    bad = read("bad", "2016-12-01", toll(3), text="a lone surrogate \udc80 that no database takes, and more words")
    observatory = observe(tmp_path / "a")
    report = observatory.file([_dispatch("a"), bad, Failure("c", "cannot be read"), _dispatch("d")])
    assert report.added == ("a", "d")
    assert [f.dispatch_id for f in report.failed] == ["bad", "c"]
    assert observatory.verify().holds
    assert len(observatory.filed()) == 2


def test_a_dispatch_enters_whole_or_not_at_all(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    from bilan.ledger import rows

    def broken(*args: object) -> tuple[str, ...]:
        raise ValueError("no place")

    seal = ledger.seal()
    monkeypatch.setattr(rows, "place_keys", broken)
    with pytest.raises(ValueError, match="no place"):
        ledger.add(_dispatch())
    monkeypatch.undo()
    assert ledger.seal() == seal and not ledger.filed() and ledger.verify().holds


def test_as_of_hides_what_was_published_later_and_what_has_no_date(ledger: Ledger) -> None:
    for name, day in (("a", "2016-12-01"), ("b", "2016-12-03"), ("c", None)):
        ledger.add(_dispatch(name, day))
    assert len(ledger.claims(Query())) == 9
    assert len(ledger.claims(Query(as_of=date(2016, 12, 2)))) == 3
    days, undated = ledger.coverage(date(2016, 12, 2))
    assert ([d.dispatches for d in days], undated) == ([1], 1)


def test_a_second_writer_waits_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    Ledger.open(path).close()
    script = ("import sys; from bilan.ledger import Ledger; from tests.reconcile.making import read, toll\n"
              "ledger = Ledger.open(sys.argv[1])\n"
              "for i in range(15): ledger.add(read(f'{sys.argv[2]}-{i}', '2016-12-01', toll(i + 1)))\n")
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), name], env=env) for name in "xy"]
    assert [w.wait(timeout=120) for w in writers] == [0, 0]
    ledger = Ledger.open(path)
    assert len(ledger.filed()) == 30
    assert ledger.verify().holds


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("not a database, only a note that somebody keeps")
    with pytest.raises(NoLedgerError, match="is not a ledger"):
        Ledger.open(note)
    assert note.read_text().startswith("not a database")


def test_a_database_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE recipes (name TEXT)")
    db.close()
    before = other.read_bytes()
    with pytest.raises(NoLedgerError, match="no ledger of Bilan"):
        Ledger.open(other)
    assert other.read_bytes() == before


def test_a_missing_ledger_is_made_only_where_asked(tmp_path: Path) -> None:
    with pytest.raises(NoLedgerError, match="there is no ledger"):
        Ledger.open(tmp_path / "none", create=False)
    with pytest.raises(NoLedgerError, match="no folder"):
        Ledger.open(tmp_path / "nowhere" / "war.bilan")
    with pytest.raises(NoLedgerError, match="is a folder"):
        Ledger.open(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    Ledger.open(path).close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(LedgerError, match=r"war\.bilan"), Ledger.open(path) as ledger:
        ledger.verify()


def test_a_read_only_file_answers_and_refuses_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    with Ledger.open(path) as ledger:
        ledger.add(_dispatch("a"))
    with Ledger.open(f"sqlite:///file:{path}?mode=ro&uri=true") as ledger:
        assert len(ledger.claims(Query())) == 3
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(_dispatch("b"))


def test_a_full_disk_is_one_clear_error_and_an_intact_ledger(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    with Ledger.open(path) as ledger:
        ledger.add(_dispatch("a"))
    script = ("import resource, signal, sys; from bilan.errors import LedgerError; from bilan.ledger import Ledger\n"
              "from tests.reconcile.making import read, toll\n"
              "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
              "limit = int(sys.argv[2]); resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))\n"
              "ledger = Ledger.open(sys.argv[1])\n"
              "try:\n"
              "    for i in range(500):\n"
              "        ledger.add(read(f'b{i}', '2016-12-01', toll(1), text='word ' * 2000 + str(i)))\n"
              "except LedgerError as error: print(error); sys.exit(3)\n")
    root = Path(__file__).resolve().parents[2]
    env = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    limit = path.stat().st_size + 200_000
    done = subprocess.run([sys.executable, "-c", script, str(path), str(limit)], env=env, capture_output=True,
                          text=True, timeout=120, check=False)
    assert done.returncode == 3, done.stderr
    assert "war.bilan" in done.stdout and len(done.stdout.strip().splitlines()) == 1
    with Ledger.open(path) as ledger:
        assert ledger.verify().holds and len(ledger.filed()) >= 1
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != limit


def test_a_bad_address_is_refused() -> None:
    with pytest.raises(NoLedgerError, match="not a ledger's address"):
        Ledger.open("nosuchdatabase://somewhere/war")


def test_places_are_found_by_what_they_lie_in(tmp_path: Path) -> None:
    observatory = observe(tmp_path / "a", read(
        "a", "2016-12-01", toll(3, "Sakhour"), held("captured", "Al-Machad", "damas", span("2016-12-01")),
        incident("airstrike", "Homs", span("2016-12-01"))))
    within = observatory.ledger.claims(Query(), places=["bilan:place/alep-est"])
    assert [r.claim.kind for r in within] == ["toll", "control"]


def test_reading_again_keeps_the_old_versions_and_says_what_changed(tmp_path: Path) -> None:
    first = read("a", "2016-12-01", toll(225), said("Le Directeur"))
    again = replace(toll(225, means="shelling"), id="c0", evidence=first.claims[0].evidence)
    better = replace(first, claims=(again,
                                    replace(incident("clash", "Alep", None), id="c9", evidence=(30, 40))))
    ledger = observe(tmp_path / "a", first).ledger
    before = {r.claim.kind: r.key for r in ledger.claims(Query())}
    changes = ledger.reread(better)
    after = {r.claim.kind: r for r in ledger.claims(Query())}
    assert changes.changed == (before["toll"],) and changes.lost == (before["statement"],)
    assert changes.gained == (after["incident"].key,)
    assert [r.version for r in ledger.history(before["toll"])] == [1, 2]
    seal = ledger.seal()
    assert ledger.reread(better) == type(changes)() and ledger.seal() == seal
    assert ledger.verify().holds


def test_reading_again_what_is_not_there_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="add it first"):
        ledger.reread(_dispatch())


def test_a_report_that_was_published_is_kept(ledger: Ledger) -> None:
    number = ledger.publish({"figures": [415]}, title="Report 1", author="Desk")
    [kept] = ledger.published()
    assert (kept.entry, kept.name, kept.author, kept.content) == (number, "Report 1", "Desk", {"figures": [415]})
    assert ledger.verify().holds


def test_a_report_made_from_an_older_state_is_refused(ledger: Ledger) -> None:
    seal = ledger.seal().head
    ledger.publish({}, title="Report 1", seal=seal)
    with pytest.raises(LedgerError, match="make it again"):
        ledger.publish({}, title="Report 2", seal=seal)
    assert len(ledger.published()) == 1


def test_expunged_words_are_gone_from_the_file_and_the_chain_still_holds(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    secret = "Somebody whose name must not stay was wounded here, and told us so at length."
    ledger = observe(path, read("a", "2016-12-01", toll(1, evidence=(0, 40), victim="Somebody"), text=secret),
                     _dispatch("b")).ledger
    [record] = [r for r in ledger.claims(Query()) if r.quote.startswith("Somebody")]
    ledger.judge("accept", record.key, author="Editor", reason="Somebody told me")
    ledger.publish({"claims": [record.key], "text": secret}, title="Report 1")
    with pytest.raises(UsageError, match="author and a reason"):
        ledger.expunge(record.dispatch_id, author="Editor", reason="")
    ledger.expunge(record.dispatch_id, author="Editor", reason="asked for by the person")
    assert ledger.verify().holds
    assert len(ledger.claims(Query())) == 3
    assert ledger.published()[0].content is None
    ledger.close()
    assert b"Somebody" not in path.read_bytes()


def test_judgements_on_expunged_words_say_nothing_any_more(tmp_path: Path) -> None:
    ledger = observe(tmp_path / "war.bilan", _dispatch("a"), _dispatch("b")).ledger
    key = ledger.claims(Query())[0].dispatch_id
    claim = {"kind": "need", "evidence": [0, 9], "needs": ["food"]}
    for verdict, subject, detail in (
        ("add", key, {"claim": claim}), ("correct", ledger.claims(Query())[0].key, {"slots": {"victims": "people"}}),
        ("pseudonymise", "Jane Doe", {"names": ["Jane Doe", key], "alias": "witness"}),
    ):
        ledger.judge(verdict, subject, author="Editor", detail=detail)
    assert len(ledger.claims(Query())) == 7
    ledger.expunge(key, author="Editor", reason="safety")
    assert len(ledger.claims(Query())) == 3 and ledger.judgements() == ()
    assert ledger.verify().holds


def test_a_judgement_that_holds_a_name_can_be_expunged(tmp_path: Path) -> None:
    path = tmp_path / "war.bilan"
    ledger = observe(path, _dispatch("a")).ledger
    made = ledger.judge("pseudonymise", "Jane Doe", author="Editor", detail={"names": ["Jane Doe"], "alias": "witness"})
    with pytest.raises(UsageError, match="an author and a reason"):
        ledger.expunge_judgement(made.number, author="Editor", reason=" ")
    with pytest.raises(UsageError, match="no judgement has the number 99"):
        ledger.expunge_judgement(99, author="Editor", reason="safety")
    ledger.expunge_judgement(made.number, author="Editor", reason="safety")
    assert ledger.judgements() == () and ledger.verify().holds
    ledger.close()
    assert b"Jane" not in path.read_bytes()
