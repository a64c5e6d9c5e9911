"""The data package: Frictionless finds it valid, its hashes are those of its files, and damage is seen."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bilan import datasets
from bilan.errors import UsageError
from bilan.observatory import Observatory
from bilan.records import Query


@pytest.fixture(scope="module")
def package(observatory: Observatory, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package") / "war"
    datasets.export(observatory, "package", folder, licence="ODbL-1.0")
    return folder


def test_frictionless_finds_it_valid(package: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(list(package.iterdir())) - 1


@pytest.mark.parametrize("file", ["claims.csv", "acled.csv"])
def test_a_value_that_does_not_belong_is_seen(package: Path, tmp_path: Path, file: str) -> None:
    frictionless = pytest.importorskip("frictionless")
    for part in package.iterdir():
        (tmp_path / part.name).write_bytes(part.read_bytes())
    text = (tmp_path / file).read_text("utf-8")
    for old, new in ((",high,", ",high,") , (",medium,machine,", ",certain,machine,"), (",Battles,", ",Wars,")):
        text = text.replace(old, new, 1)
    (tmp_path / file).write_text(text, "utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert not report.valid
    assert "constraint-error" in {row[0] for row in report.flatten(["type"])}


def test_hashes_and_sizes_are_those_of_the_files(package: Path) -> None:
    manifest = json.loads((package / "datapackage.json").read_text("utf-8"))
    for resource in manifest["resources"]:
        data = (package / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert {resource["path"] for resource in manifest["resources"]} == {
        part.name for part in package.iterdir()} - {"datapackage.json"}


def test_it_says_under_which_licence_and_from_what(package: Path, observatory: Observatory) -> None:
    manifest = json.loads((package / "datapackage.json").read_text("utf-8"))
    assert [licence["name"] for licence in manifest["licenses"]] == ["ODbL-1.0"]
    assert manifest["bilan"] == {"head": observatory.seal().head}
    assert "Nothing here is data of ACLED or of UCDP" in manifest["description"]
    fields = {f["name"]: f for f in manifest["resources"][0]["schema"]["fields"]}
    assert fields["kind"]["constraints"]["enum"][0] == "toll" and fields["places"]["type"] == "array"
    assert all(field["description"] for field in fields.values())


def test_the_same_ledger_gives_the_same_package(package: Path, observatory: Observatory, tmp_path: Path) -> None:
    datasets.export(observatory, "package", tmp_path / "again", licence="ODbL-1.0")
    assert {p.name: p.read_bytes() for p in package.iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()}


def test_an_earlier_package_is_replaced_and_nothing_else(observatory: Observatory, tmp_path: Path) -> None:
    for query in (Query(), Query(reviewed=True)):
        datasets.export(observatory, "package", tmp_path / "p", query)
    assert len((tmp_path / "p" / "claims.csv").read_text("utf-8").splitlines()) == 1
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").touch()
    with pytest.raises(UsageError, match="something else"):
        datasets.export(observatory, "package", tmp_path / "other")
    assert [p.name for p in (tmp_path / "other").iterdir()] == ["notes.txt"]


def test_an_empty_package_is_valid(observatory: Observatory, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    datasets.export(observatory, "package", tmp_path / "p", Query(reviewed=True))
    assert frictionless.validate(str(tmp_path / "p" / "datapackage.json")).valid


@pytest.mark.parametrize(("format", "licence"), [("package", "MIT"), ("csv", "CC0-1.0")])
def test_a_licence_that_is_none_or_is_not_said(observatory: Observatory, tmp_path: Path, format: str,
                                              licence: str) -> None:
    with pytest.raises(UsageError, match="--licence"):
        datasets.export(observatory, format, tmp_path / "x", licence=licence)
