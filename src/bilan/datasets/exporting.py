"""`export`: one data set of a ledger into a file, or all of them into a package."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bilan.datasets import asked
from bilan.datasets.asked import Answers
from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import Row, event_schemas, schemas
from bilan.datasets.shapes import acled, ucdp
from bilan.datasets.writing import columnar, maps, sheets, text
from bilan.datasets.writing.files import whole
from bilan.errors import LedgerError, UsageError
from bilan.records import Query


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: its files, how many rows or objects, and how many were refused."""

    files: tuple[Path, ...]
    rows: int
    refused: int = 0


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written: the answers of which ledger, to which query, which table, and what to say of it."""

    answers: Answers
    query: Query
    table: str | None
    about: Mapping[str, str]
    refusals: Refusals = field(default_factory=Refusals)


def export(
    answers: Answers, format: str, out: Path, query: Query | None = None, *, table: str | None = None
) -> Exported:
    """Writes a data set in one of `FORMATS` to `out`, with the list of what it does not hold beside it.

    `table` is one of `asked.NAMES`, for the formats that hold one table. Raises `UsageError` for a format or a table
    that is none or a package that is not installed, `LedgerError` where the ledger was written to meanwhile, and
    `BilanError` where the file cannot be written; nothing is half-written.
    """
    found = FORMATS.get(format)
    if found is None:
        raise UsageError(f"no format {format!r}: there are {', '.join(FORMATS)}")
    if table is not None and table not in found.tables:
        held = f"it holds {', '.join(found.tables)}" if found.tables else "it has no choice of tables"
        raise UsageError(f"--table {table}: not of format {format}; {held}")
    asking = query or Query()
    job = Job(answers, asking, table, about(answers, asking))
    with ExitStack() as stack:
        beside = stack.enter_context(whole(refusal_list(out))) if found.refuses else None
        path = stack.enter_context(whole(out))
        rows = found.write(job, path)
        if beside is not None:
            text.write_csv(job.refusals, schemas()["refused"], beside)
        if answers.seal().head != job.about["head"]:
            raise LedgerError("the ledger was written to during the export: nothing was exported, run it again")
    files = (out, refusal_list(out)) if found.refuses else (out,)
    return Exported(files, rows, len(job.refusals))


def refusal_list(out: Path) -> Path:
    """Where the list of what an export does not hold stands: `acled.csv` has `acled.csv.refused.csv` beside it."""
    return out.with_name(f"{out.name}.refused.csv")


def about(answers: Answers, query: Query) -> dict[str, str]:
    """What an export says of itself: the head of the chain that it was made from, and what was asked."""
    said = {
        "head": answers.seal().head,
        "place": query.place,
        "from": query.first.isoformat() if query.first else None,
        "to": query.last.isoformat() if query.last else None,
        "as_of": query.as_of.isoformat() if query.as_of else None,
        "decided": query.decided.isoformat() if query.decided else None,
        "reviewed_only": "true" if query.reviewed else None,
        "own_voice": None if query.own_voice else "false",
    }
    return {name: value for name, value in said.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it, the tables it can hold (none: no choice), and whether it can refuse rows."""

    write: Callable[[Job, Path], int]
    says: str
    tables: tuple[str, ...] = ()
    refuses: bool = False


def _csv(dialect: text.Dialect) -> Callable[[Job, Path], int]:
    def write(job: Job, path: Path) -> int:
        table = asked.table(job.answers, job.table or "claims", job.query)
        return text.write_csv(table, table.schema, path, dialect)

    return write


def _jsonl(job: Job, path: Path) -> int:
    return text.write_jsonl(asked.table(job.answers, job.table or "claims", job.query), path)


def _parquet(job: Job, path: Path) -> int:
    return columnar.write_parquet(asked.table(job.answers, job.table or "claims", job.query), path, job.about)


def _events(name: str, rows: Callable[[Answers, Query, Refusals], Iterator[Row]]) -> Callable[[Job, Path], int]:
    def write(job: Job, path: Path) -> int:
        return text.write_csv(rows(job.answers, job.query, job.refusals), event_schemas()[name], path)

    return write


def _geojson(job: Job, path: Path) -> int:
    table = asked.table(job.answers, job.table or MAPPED[0], job.query)
    return maps.write_geojson(table, path, job.about, job.refusals)


def _geopackage(job: Job, path: Path) -> int:
    return maps.write_geopackage((asked.table(job.answers, n, job.query) for n in MAPPED), path, job.refusals)


def _xlsx(job: Job, path: Path) -> int:
    tables = (asked.table(job.answers, name, job.query) for name in (SHEETS if job.table is None else (job.table,)))
    return sheets.write_xlsx(tables, path, job.about, job.refusals)


MAPPED = ("control", "incidents")
"""The tables whose rows are points of a map."""
SHEETS = ("totals", "readings", "control", "flows", "incidents", "claims")
"""The sheets of a workbook, in order."""
FORMATS: Mapping[str, Format] = {
    "jsonl": Format(_jsonl, "JSON Lines, an object a row", asked.NAMES),
    "csv": Format(_csv(text.PLAIN), "CSV in UTF-8", asked.NAMES),
    "csv-fr": Format(_csv(text.FRENCH), "CSV for Excel in French", asked.NAMES),
    "parquet": Format(_parquet, "Parquet", asked.NAMES),
    "xlsx": Format(_xlsx, "a workbook, a sheet a table, or one table", asked.NAMES, refuses=True),
    "geojson": Format(_geojson, "a map of control (without --table), or of incidents", MAPPED, refuses=True),
    "gpkg": Format(_geopackage, "GeoPackage for QGIS, with layers of control and incidents", refuses=True),
    "acled": Format(_events("acled", acled.rows), "events in the shape of ACLED, CSV", refuses=True),
    "ucdp": Format(_events("ucdp", ucdp.rows), "events in the shape of UCDP GED, CSV", refuses=True),
}
"""All that can be exported, by the name that the command takes."""
