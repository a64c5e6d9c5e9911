"""The ledger: one object over one database, SQLite in one file by default, PostgreSQL for a team.

Everything that changes it runs in one transaction that holds the right to write from its beginning, so that two writers
never see one head of the chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, inspect
from sqlalchemy.exc import DataError, SQLAlchemyError

from bilan.entities import Entity
from bilan.errors import LedgerError, NoLedgerError, UsageError
from bilan.extraction import Extraction
from bilan.ledger import bundling, filing, judging, migrations, schema, selecting
from bilan.ledger.audit import chain, expunging, outgoing, proof
from bilan.ledger.connecting import engine_for, mark, reason
from bilan.ledger.rows import Enclosing
from bilan.records import CoverageDay, Filed, Judgement, Publication, Query, Recorded, Seal, Verification

OLDEST_TABLES = {"entries", "dispatches", "readings", "claims", "places", "judgements"}
"""What every ledger has, whatever its format."""


def _itself(place: Entity) -> Sequence[str]:
    return (place.id or f"name:{place.text.casefold()}",)


class Ledger:
    """The store. `Ledger.open` makes or opens one; a closed one can be opened again."""

    def __init__(self, engine: Engine, name: str, enclosing: Enclosing) -> None:
        self._engine = engine
        self._name = name
        self._enclosing = enclosing

    @classmethod
    def open(cls, where: str | Path, *, enclosing: Enclosing = _itself, create: bool = True) -> Ledger:
        """The ledger in a file or behind an SQLAlchemy URL, made where there is none and `create` is true.

        `enclosing` gives a place's identifier and those of all that it lies in. Raises `NoLedgerError` where it
        is none or is missing (`create` false), `LedgerError` where it is of another format or cannot be read.
        """
        engine, name = engine_for(where, create=create)
        ledger = cls(engine, name, enclosing)
        with ledger._guarded():
            ledger._prepare(create)
        return ledger

    @classmethod
    def migrate(cls, where: str | Path) -> tuple[int, int]:
        """Brings an older ledger to today's format, whole or not at all; returns its format before and after. Raises
        `LedgerError` where it is no ledger, cannot be written, or is of a newer version."""
        engine, name = engine_for(where, create=False)
        with cls(engine, name, _itself) as ledger:
            with ledger._guarded():
                ledger._check_tables(set(inspect(engine).get_table_names()))
            with ledger.writing() as conn:
                return migrations.upgrade(conn, name)

    def close(self) -> None:
        """Lets go of the file or the server."""
        self._engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def add(self, extraction: Extraction, *, rules: str = "") -> str | None:
        """Files a dispatch with its claims in one transaction. Returns its key, `None` where it was there already.
        Raises `ValueError` for what the database cannot hold."""
        with self.writing() as conn:
            return filing.add(conn, extraction, rules, self._enclosing)

    def reread(self, extraction: Extraction, *, rules: str = "") -> filing.Changes:
        """Files a new reading of a dispatch beside the old ones and says what it gained, lost and changed."""
        with self.writing() as conn:
            return filing.reread(conn, extraction, rules, self._enclosing)

    def holds(self, identity: str) -> bool:
        """Whether a dispatch of that identity is there."""
        with self.reading() as conn:
            return filing.known(conn, identity) is not None

    def judge(self, verdict: str, subject: str, *, author: str, reason: str = "",
              detail: dict[str, Any] | None = None) -> Judgement:
        """Records a judgement and returns it. Raises `UsageError` where it does not fit what it judges."""
        with self.writing() as conn:
            return judging.record(conn, verdict, subject, author, reason, detail or {})

    def judge_all(self, wanted: Iterable[tuple[str, str, str, dict[str, Any]]], *,
                  author: str) -> list[Judgement | UsageError]:
        """Records judgements (verdict, subject, reason, detail) of one author in one transaction, all but those that do
        not fit: in their place stands the error."""
        with self.writing() as conn:
            return [judging.attempt(conn, verdict, subject, author, reason, detail)
                    for verdict, subject, reason, detail in wanted]

    def log(self) -> tuple[Judgement, ...]:
        """All judgements ever made, those undone and undoings too, oldest first."""
        with self.reading() as conn:
            return judging.everything(conn)

    def judgements(self, decided: date | None = None) -> tuple[Judgement, ...]:
        """The judgements that count at the end of that day (default: now), oldest first; those undone left out."""
        with self.reading() as conn:
            return judging.standing(conn, decided)

    def expunge(self, key: str, *, author: str, reason: str) -> int:
        """Deletes a dispatch's words for good and leaves a tombstone; returns the number of its entry."""
        with self.writing() as conn:
            return expunging.expunge(conn, key, author, reason)

    def expunge_judgement(self, number: int, *, author: str, reason: str) -> int:
        """Deletes what a judgement said for good and leaves a tombstone; returns the number of its entry."""
        with self.writing() as conn:
            return expunging.expunge_judgement(conn, number, author, reason)

    def publish(self, content: dict[str, Any], *, title: str, author: str | None = None,
                seal: str | None = None) -> int:
        """Keeps what a report said under its name; returns the number of its entry. With `seal`, the head of the chain
        that the report was made from, raises `OutdatedError` where something was appended since."""
        with self.writing() as conn:
            return filing.publish(conn, content, title, author, seal)

    def exported(self, content: dict[str, Any], *, title: str, places: Sequence[str] = (),
                 exactly: Sequence[str] = ()) -> int:
        """Records that something left the ledger, under its name, so that an expunging can list it; returns the number
        of its entry. `places` and `exactly` are as in `claims`: the dispatches with a claim there are those that may
        be in it, all where there are none."""
        with self.writing() as conn:
            keys = selecting.behind(conn, places, exactly) if places else None
            return filing.publish(conn, {**content, "dispatches": keys}, title, None, None, outgoing.EXPORT)

    def published(self) -> tuple[Publication, ...]:
        """The reports and exports recorded, oldest first."""
        with self.reading() as conn:
            return tuple(outgoing.publications(conn))

    def still_out(self, tombstone: int) -> tuple[Publication, ...]:
        """The reports and exports that hold, or may hold, what was deleted by the entry of that number."""
        with self.reading() as conn:
            return outgoing.told_by(conn, tombstone)

    def claims(self, query: Query, *, places: Sequence[str] = (), kinds: Sequence[str] = (),
               exactly: Sequence[str] = ()) -> tuple[Recorded, ...]:
        """The claims in view, in their newest version and with the judgements that count, by day, dispatch and place.

        `places` are identifiers of which one must hold the claim's place, or `exactly` one that must be it; a query's
        `place` and `source` are names for the caller to resolve and are not read here.
        """
        with self.reading() as conn:
            return selecting.recorded(conn, query, places, kinds, exactly)

    def stream(self, query: Query, *, places: Sequence[str] = (), exactly: Sequence[str] = ()) -> Iterator[Recorded]:
        """The claims in view one by one, in the order in which they were read, from one state of the ledger; what
        `claims` gives, with few of them in memory at a time."""
        with self.reading() as conn:
            yield from selecting.streamed(conn, query, places, exactly)

    def claims_of(self, keys: Sequence[str]) -> tuple[Recorded, ...]:
        """The claims of these keys that are still read, rejected ones too, in their newest version and as judged."""
        with self.reading() as conn:
            return selecting.of_keys(conn, keys)

    def filed(self, as_of: date | None = None) -> tuple[Filed, ...]:
        """The dispatches published by that day, by day and key; those with no date last, and only without `as_of`."""
        with self.reading() as conn:
            return selecting.filed(conn, as_of)

    def dispatch(self, key: str) -> Filed | None:
        """One dispatch by its key or by the id it came with (the first filed, where two share it)."""
        with self.reading() as conn:
            return selecting.one(conn, key)

    def words(self, key: str) -> str | None:
        """The text of a dispatch by its key alone; `None` where there is none, or none any more."""
        with self.reading() as conn:
            return selecting.words(conn, key)

    def coverage(self, as_of: date | None = None) -> tuple[tuple[CoverageDay, ...], int]:
        """Dispatches by day and outlet, and how many have no date."""
        with self.reading() as conn:
            return selecting.coverage(conn, as_of)

    def mentioned(self, places: Sequence[str]) -> frozenset[str]:
        """Those of the places' keys that some claim is filed under."""
        with self.reading() as conn:
            return selecting.mentioned(conn, places)

    def placed(self, place: str) -> tuple[Entity, ...]:
        """The places that the claims filed under a place's key mention, each once as it is mentioned."""
        with self.reading() as conn:
            return selecting.placed(conn, place)

    def history(self, key: str) -> tuple[Recorded, ...]:
        """All versions of a claim, oldest first, whether or not it is still read."""
        with self.reading() as conn:
            return selecting.versions(conn, key)

    def verify(self, *, seal: str | None = None) -> Verification:
        """Walks the whole record; with `seal`, also that the head once published is in the chain."""
        with self.reading() as conn:
            return proof.verify(conn, seal)

    def bundle(self, out: Path) -> Verification:
        """Copies the whole ledger to a new SQLite file that verifies by itself; see `bundling.bundle`."""
        with self.reading() as conn:
            return bundling.bundle(conn, out)

    def seal(self) -> Seal:
        """The head of the chain, for publication."""
        with self.reading() as conn:
            return chain.head(conn)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger throughout."""
        with self._guarded(), self._engine.begin() as conn:
            yield conn

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is committed whole or not at all, and holds the only right to append."""
        with self._changing() as conn:
            chain.lock(conn)
            yield conn

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._guarded(), self._engine.connect().execution_options(bilan_writing=True) as conn, conn.begin():
            yield conn

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except DataError as error:  # PostgreSQL takes no null character, and nothing longer than its column
            raise ValueError(str(error.orig).splitlines()[0]) from error
        except SQLAlchemyError as error:
            raise LedgerError(reason(error, self._name)) from error

    def _prepare(self, create: bool) -> None:
        tables = set(inspect(self._engine).get_table_names())
        if not tables and create:
            with self._changing() as conn:  # there is no chain yet to lock
                mark(conn)
                schema.metadata.create_all(conn)
                conn.execute(insert(schema.alembic_version).values(version_num=str(schema.FORMAT)))
                chain.append(conn, "opened", "ledger", format=schema.FORMAT)
            return
        self._check_tables(tables)
        with self.reading() as conn:
            migrations.check(conn, self._name)

    def _check_tables(self, tables: set[str]) -> None:
        if not tables >= OLDEST_TABLES:
            raise NoLedgerError(f"{self._name} is a database but no ledger of Bilan: name another file")
