"""The report as Markdown: every note is written, nothing in a text becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bilan.publish import markdown
from bilan.publish.markdown import escaped
from tests.publish import dossier


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_note_is_written_once(language: str) -> None:
    text = markdown(dossier.edition(language))
    written = re.findall(r"^\[\^(c[\d-]+)\]: ", text, re.M)
    used = set(re.findall(r"\[\^(c[\d-]+)\](?!:)", text))
    assert len(written) == len(set(written)) and used == set(written) and len(used) > 15


def test_figures_and_their_sentences() -> None:
    text = markdown(dossier.edition("fr"))
    note = re.search(r"\*\*Plus de 130\u202f000\*\*\[\^(c[\d-]+)\]", text)
    assert note is not None
    assert f"[^{note.group(1)}]: «\u00a0Plus de 130.000 habitants ont fui\u00a0»" in text
    assert "<https://example.org/d-1214>" in text


def test_tables_keep_their_columns() -> None:
    rows = [line for line in markdown(dossier.edition("en")).splitlines() if line.startswith("|")]
    widths: list[int] = []
    for row in rows:
        cells = len(re.findall(r"(?<!\\)\|", row)) - 1
        if set(row) <= set("|-: "):
            assert cells == widths[-1]
        widths.append(cells)
    assert len(rows) > 30


def test_hostile_text_stays_text() -> None:
    assert escaped("<b>*x*_[y](z)`|\n#") == "\\<b\\>\\*x\\*\\_\\[y\\](z)\\`\\| \\#"
    edition = dossier.edition("fr")
    record = replace(edition.records[0], outlet="<script>*x*</script>")
    text = markdown(replace(edition, title="<script>| *x*", records=(record, *edition.records[1:])))
    assert not re.search(r"(?<!\\)<script", text) and "\\<script" in text
