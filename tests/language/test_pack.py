"""The data of the language pack, and what a file may hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bilan.errors import UsageError
from bilan.language.fr import pack
from bilan.language.fr.pack import French


def test_words_and_tables_need_no_parser() -> None:
    """A question to a ledger asks for words: it would wait for spaCy."""
    code = ("import sys; from bilan.language import load; load('fr').words('articles'); load('fr').lemmas('tués');"
            "assert 'spacy' not in sys.modules")
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **paths})


@pytest.fixture
def empty_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pack, "HERE", tmp_path)
    (tmp_path / "words").mkdir()
    return tmp_path


def test_words_are_lower_case_without_comments_and_refused_entries(empty_pack: Path) -> None:
    lines = "# des armes\nObus\nmortier # court\n\n!bombe atomique\n"
    (empty_pack / "words" / "armes.txt").write_text(lines, encoding="utf-8")
    assert French().words("armes") == {"obus", "mortier"}


@pytest.mark.parametrize("ask", [lambda f: f.words("no-such"), lambda f: f.table("no-such"),
                                 lambda f: f.frames("no-such")])
def test_missing_data_is_a_key_error(french: French, ask: object) -> None:
    with pytest.raises(KeyError, match="no-such"):
        ask(french)  # type: ignore[operator]


def test_every_table_and_list_can_be_read(french: French) -> None:
    for path in sorted(Path(pack.__file__).parent.glob("tables/*.toml")):
        assert french.table(path.stem)
    for path in sorted(Path(pack.__file__).parent.glob("words/*.txt")):
        assert french.words(path.stem)


def test_fold(french: French) -> None:
    assert french.fold("Évêque") == french.fold("ÉVÊQUE") == french.fold("evêque")


def test_a_pipeline_that_is_not_installed_is_the_users_error() -> None:
    with pytest.raises(UsageError, match="no_such_pipeline"):
        list(French("no_such_pipeline").parse("", []))
