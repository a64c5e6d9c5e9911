"""`bilan export`: the ledger's data sets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bilan.cli import options
from bilan.cli.console import count, note_left, say
from bilan.cli.questions import asking


def run(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="What to write, of those above.")],
    ledger: options.Ledger,
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="The file, or the folder of a package, to write.")],
    table: Annotated[str | None, typer.Option(help="Which of those tables, for the formats that hold one.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of a package (else CC-BY-4.0).")] = None,
    areas: Annotated[
        Path | None, typer.Option(metavar="FILE", help="GeoJSON with the outlines of places, for maps.")
    ] = None,
    place: asking.Place = None,
    first: asking.From = None,
    last: asking.To = None,
    as_of: options.AsOf = None,
    decided: options.Decided = None,
    reviewed_only: Annotated[
        bool, typer.Option("--reviewed-only", help="Only what a person has approved, corrected, added or signed off.")
    ] = False,
    no_own_voice: Annotated[
        bool, typer.Option("--no-own-voice", help="Leave out tolls that a dispatch credits to nobody.")
    ] = False,
) -> None:
    """Write a data set.

    \b
    FORMAT is one of:
      jsonl        JSON Lines, an object a row
      csv          CSV in UTF-8
      csv-fr       CSV for Excel in French
      parquet      Parquet
      xlsx         a workbook, a sheet a table, or one table
      geojson      a map of control (without --table), of incidents, or of control_areas
      gpkg         GeoPackage for QGIS, with layers of control, incidents and control_areas
      acled        events in the shape of ACLED, CSV
      ucdp         events in the shape of UCDP GED, CSV
      annotations  W3C Web Annotations of the evidence, JSON-LD
      package      a folder: all of these as a Frictionless data package

    \b
    --table is one of claims (without it), readings, totals, control, control_days, flows, incidents; control_areas is
    for geojson alone: the areas of quarters, estimated from their points or as --areas has them.

    What a format cannot hold is listed beside it, with the reason, in PATH.refused.csv. The ledger records what was
    written, so that an expunging can say where the words went.

    \b
    Examples:
      bilan export parquet --ledger war.bilan --out claims.parquet
      bilan export csv --table totals --ledger war.bilan --place Alep-Est --out totals.csv
      bilan export geojson --table control_areas --areas quarters.geojson --ledger war.bilan --out areas.geojson
      bilan export package --ledger war.bilan --reviewed-only --out package/
    """
    from dataclasses import replace

    from bilan import datasets
    from bilan.observatory import Observatory
    from bilan.read.areas import areas as given
    from bilan.reporting import outlines

    query = asking.query(place, first, last, None, None, None, as_of, decided)
    query = replace(query, reviewed=reviewed_only, own_voice=not no_own_voice)
    with Observatory.open(options.existing(ledger), create=False) as observatory:
        shapes = outlines(observatory, given(areas)) if areas else {}
        done = datasets.export(observatory, format, out, query, table=table, licence=licence, outlines=shapes)
        note_left(observatory, done.files, format, query)
    refused = f"; {count(done.refused, 'row')} refused, see {done.files[-1]}" if done.refused else ""
    say(f"{count(done.rows, 'row')} written to {out}{refused}")

