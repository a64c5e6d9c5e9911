"""All formats by name: what writes each of them, and the tables that it can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from bilan.datasets import asked
from bilan.datasets.asked import Answers
from bilan.datasets.refusals import Refusals
from bilan.datasets.schema import Row, Schema, event_schemas, schemas
from bilan.datasets.shapes import acled, ucdp
from bilan.datasets.table import Table
from bilan.datasets.writing import annotations as evidence
from bilan.datasets.writing import columnar, maps, package, sheets, text
from bilan.datasets.writing.package import Part
from bilan.records import Query

MAPPED = ("control", "incidents", asked.AREAS)
"""The tables whose rows are points or areas of a map."""
SHEETS = ("totals", "readings", "control", "flows", "incidents", "claims")
"""The sheets of a workbook, in order."""
EVENTS: Mapping[str, Callable[[Answers, Query, Refusals], Iterator[Row]]] = {"acled": acled.rows, "ucdp": ucdp.rows}


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be written: the answers of which ledger, to which query, which table, what to say of it, and, for a
    package, under which licence."""

    answers: Answers
    query: Query
    table: str | None
    about: Mapping[str, str]
    licence: str
    outlines: Mapping[str, BaseGeometry] = field(default_factory=dict)
    refusals: Refusals = field(default_factory=Refusals)

    def asked(self, name: str) -> Table:
        """The table of that name."""
        if name == asked.AREAS:
            return asked.areas(self.answers, self.query, self.outlines)
        return asked.table(self.answers, name, self.query)


Write = Callable[[Job, Path], int]
"""Writes to a path and returns the number of rows."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what writes it, the tables it can hold (none: no choice), whether it can refuse rows, and whether it is
    a folder, and whether outlines have a place in it."""

    write: Write
    says: str
    tables: tuple[str, ...] = ()
    refuses: bool = False
    folder: bool = False
    outlines: bool = False


def _csv(dialect: text.Dialect) -> Write:
    def write(job: Job, path: Path) -> int:
        table = job.asked(job.table or "claims")
        return text.write_csv(table, table.schema, path, dialect)

    return write


def _jsonl(job: Job, path: Path) -> int:
    return text.write_jsonl(job.asked(job.table or "claims"), path)


def _parquet(job: Job, path: Path) -> int:
    return columnar.write_parquet(job.asked(job.table or "claims"), path, job.about)


def _events(name: str) -> Write:
    def write(job: Job, path: Path) -> int:
        return text.write_csv(EVENTS[name](job.answers, job.query, job.refusals), event_schemas()[name], path)

    return write


def _geojson(job: Job, path: Path) -> int:
    return maps.write_geojson(job.asked(job.table or MAPPED[0]), path, job.about, job.refusals)


def _geopackage(job: Job, path: Path) -> int:
    return maps.write_geopackage(map(job.asked, MAPPED), path, job.refusals)


def _xlsx(job: Job, path: Path) -> int:
    return sheets.write_xlsx(map(job.asked, (job.table,) if job.table else SHEETS), path, job.about, job.refusals)


def _annotations(job: Job, path: Path) -> int:
    claims = job.answers.claims(job.query)
    return evidence.write_annotations(claims, job.answers.words, path, job.about, job.refusals)


def _package(job: Job, folder: Path) -> int:
    """Every table as CSV, the maps, the events and the annotations, each with what it refuses beside it."""
    parts, rows = [], 0
    for name in asked.NAMES:
        rows += _csv(text.PLAIN)(replace(job, table=name), folder / f"{name}.csv")
        parts.append(_tabular(name, schemas()[name]))
    for name in EVENTS:
        parts += _with_refusals(job, folder, _tabular(name, event_schemas()[name]), _events(name))
    for name in MAPPED:
        part = Part(f"{name}.geojson", f"{schemas()[name].title}, a map", schemas()[name].text, "application/geo+json")
        parts += _with_refusals(replace(job, table=name), folder, part, _geojson)
    part = Part("annotations.jsonld", "Evidence", "W3C Web Annotations: each claim on its characters.",
                "application/ld+json")
    parts += _with_refusals(job, folder, part, _annotations)
    package.write_manifest(folder, parts, job.licence, job.about)
    return rows


def _with_refusals(job: Job, folder: Path, part: Part, write: Write) -> list[Part]:
    own = replace(job, refusals=Refusals())
    write(own, folder / part.path)
    schema, name = schemas()["refused"], f"{part.path}.refused.csv".replace(".csv.refused", ".refused")
    text.write_csv(own.refusals, schema, folder / name)
    job.refusals.rows.extend(own.refusals)
    return [part, Part(name, f"{part.title}: {schema.title.lower()}", schema.text, "text/csv", schema)]


def _tabular(name: str, schema: Schema) -> Part:
    return Part(f"{name}.csv", schema.title, schema.text, "text/csv", schema)


FORMATS: Mapping[str, Format] = {
    "jsonl": Format(_jsonl, "JSON Lines, an object a row", asked.NAMES),
    "csv": Format(_csv(text.PLAIN), "CSV in UTF-8", asked.NAMES),
    "csv-fr": Format(_csv(text.FRENCH), "CSV for Excel in French", asked.NAMES),
    "parquet": Format(_parquet, "Parquet", asked.NAMES),
    "xlsx": Format(_xlsx, "a workbook, a sheet a table, or one table", asked.NAMES, refuses=True),
    "geojson": Format(_geojson, "a map of control (without --table), of incidents, or of control_areas", MAPPED,
                      refuses=True, outlines=True),
    "gpkg": Format(_geopackage, "GeoPackage for QGIS, with layers of control, incidents and areas", refuses=True,
                   outlines=True),
    "acled": Format(_events("acled"), "events in the shape of ACLED, CSV", refuses=True),
    "ucdp": Format(_events("ucdp"), "events in the shape of UCDP GED, CSV", refuses=True),
    "annotations": Format(_annotations, "W3C Web Annotations of the evidence, JSON-LD", refuses=True),
    "package": Format(_package, "a folder: all of these as a Frictionless data package", folder=True,
                      outlines=True),
}
"""All that can be exported, by the name that the command takes."""
