"""`export`: one data set of a ledger into a file, or all of them into a package."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from bilan.datasets.asked import Answers
from bilan.datasets.formats import FORMATS, Format, Job
from bilan.datasets.schema import schemas
from bilan.datasets.writing import text
from bilan.datasets.writing.package import MANIFEST, licences
from bilan.errors import LedgerError, UsageError
from bilan.files import whole, whole_folder
from bilan.records import Query

LICENCE = "CC-BY-4.0"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: its files, how many rows or objects, and how many were refused."""

    files: tuple[Path, ...]
    rows: int
    refused: int = 0


def export(
    answers: Answers,
    format: str,
    out: Path,
    query: Query | None = None,
    *,
    table: str | None = None,
    licence: str | None = None,
    outlines: Mapping[str, BaseGeometry] | None = None,
) -> Exported:
    """Writes a data set in one of `FORMATS` to `out`, with the list of what it does not hold beside it.

    `table` is one of `asked.NAMES`, for the formats that hold one table; `licence` one of `package.licences`, for a
    package; `outlines` are shapes (longitude, latitude) by the identifier of their place, for the formats that hold
    areas. Raises `UsageError` for a format, table or licence that is none or a package that is not installed,
    `LedgerError` where the ledger was written to meanwhile, and `BilanError` where the file cannot be written; nothing
    is half-written.
    """
    found = _format(format, table, licence)
    if outlines and not found.outlines:
        raise UsageError(f"outlines have no place in the format {format}: "
                         f"they do in {', '.join(name for name, one in FORMATS.items() if one.outlines)}")
    asking = query or Query()
    job = Job(answers, asking, table, about(answers, asking), licence or LICENCE, outlines or {})
    with ExitStack() as stack:
        if found.folder:
            path, beside = stack.enter_context(whole_folder(out, MANIFEST)), None
        else:
            beside = stack.enter_context(whole(refusal_list(out))) if found.refuses else None
            path = stack.enter_context(whole(out))
        rows = found.write(job, path)
        if beside is not None:
            text.write_csv(job.refusals, schemas()["refused"], beside)
        if answers.seal().head != job.about["head"]:
            raise LedgerError("the ledger was written to during the export: nothing was exported, run it again")
    return Exported((out, refusal_list(out)) if found.refuses else (out,), rows, len(job.refusals))


def _format(name: str, table: str | None, licence: str | None) -> Format:
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f"no format {name!r}: there are {', '.join(FORMATS)}")
    if table is not None and table not in found.tables:
        held = f"it holds {', '.join(found.tables)}" if found.tables else "it has no choice of tables"
        raise UsageError(f"--table {table}: not of format {name}; {held}")
    if licence is not None and not found.folder:
        raise UsageError("--licence is of the format package: no other says under which licence it is")
    if licence is not None and licence not in licences():
        raise UsageError(f"--licence {licence!r}: there are {', '.join(licences())}")
    return found


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
