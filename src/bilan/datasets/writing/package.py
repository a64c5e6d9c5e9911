"""A Frictionless data package (specification 1): `datapackage.json` with the schema, size and hash of each file."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from bilan.datasets.schema import Column, Schema
from bilan.datasets.writing.text import ENDING

MANIFEST = "datapackage.json"
TYPES = {"list": "array"}
"""Types that Frictionless calls otherwise; a list is written as a JSON array."""
TERMS = (
    "Claims are what dispatches say, or report somebody as saying: never facts. Read by rules over a parser, which "
    "makes mistakes; the column `review` says what a person has looked at. Nothing here is data of ACLED or of UCDP, "
    "whatever its shape. Quotations are their publishers'; points, names and divisions of places contain data of "
    "GeoNames (www.geonames.org), under CC BY 4.0, changed."
)
SOURCES = [{"title": "GeoNames", "path": "https://www.geonames.org"}]


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the package. `schema` is that of a CSV, `None` for a map or annotations."""

    path: str
    title: str
    text: str
    mediatype: str
    schema: Schema | None = None


@cache
def licences() -> Mapping[str, Mapping[str, str]]:
    """The licences that a package can be put under, by SPDX name."""
    return tomllib.loads(resources.files("bilan.datasets").joinpath("licences.toml").read_text("utf-8"))


def write_manifest(folder: Path, parts: Iterable[Part], licence: str, about: Mapping[str, str]) -> None:
    """Writes `datapackage.json` for the files that are in the folder."""
    manifest = {
        "profile": "data-package",
        "name": "bilan",
        "title": "Bilan: claims of news dispatches on an armed conflict, and what they come to",
        "description": TERMS,
        "licenses": [{"name": licence, **licences()[licence]}],
        "sources": SOURCES,
        "bilan": dict(about),
        "resources": [_resource(folder, part) for part in parts],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(folder: Path, part: Part) -> dict[str, Any]:
    data = folder / part.path
    with data.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    made = {
        "name": part.path.replace(".csv", "").replace(".", "-").replace("_", "-"),
        "path": part.path,
        "title": part.title,
        "description": part.text,
        "format": part.path.rpartition(".")[2],
        "mediatype": part.mediatype,
        "encoding": "utf-8",
        "bytes": data.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if part.schema is None:
        return made
    key = {} if part.schema.name == "refused" else {"primaryKey": list(part.schema.key)}
    schema = {"fields": [_field(column) for column in part.schema.columns], "missingValues": [""], **key}
    return {**made, "profile": "tabular-data-resource", "dialect": {"delimiter": ",", "lineTerminator": ENDING},
            "schema": schema}


def _field(column: Column) -> dict[str, Any]:
    constraints = {"constraints": {"enum": list(column.values)}} if column.values else {}
    kind = TYPES.get(column.type, column.type)
    return {"name": column.name, "type": kind, "description": column.text, **constraints}
