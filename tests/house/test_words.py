"""What the sources may not hold: words of a language in Python, paths of somebody's machine."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilan.language import load

ROOT = Path(__file__).parents[2]
ACCENTED_WORD = re.compile(r"[^\W\d_]*[à-öø-ÿœ][^\W\d_]*", re.IGNORECASE)
SHORTEST_WORD = 3
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:home|root|work|Users|tmp)/[\w.]")


def words_in_strings(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of each string that holds an accented word: no English one is. Docstrings are left out, those of
    constants too: a string that is a statement by itself does nothing."""
    tree = ast.parse(source)
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in documented:
            continue
        if any(len(word) >= SHORTEST_WORD for word in ACCENTED_WORD.findall(node.value)):
            yield node.lineno, node.value


def small_words(source: str, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and text of each string that is one of `words`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words:
            yield node.lineno, node.value


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_word_of_a_language_in_python() -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text[:60]!r}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        for line, text in words_in_strings(file.read_text("utf-8"))
    ]
    assert found == []


def test_no_preposition_or_article_in_the_stages_that_read() -> None:
    """Those words have no accent to be known by; names of relations ("aux") and of tables ("or") are none of them."""
    listed = load("fr").words("function_words")
    words = frozenset(word for word in listed if len(word) > 1 or not word.isascii()) - {"aux", "or"}
    found = [
        f"{file.relative_to(ROOT)}:{line}: {text!r}"
        for stage in ("segment", "recognise", "resolve", "extract")
        for file in sorted((ROOT / "src" / "bilan" / stage).rglob("*.py"))
        for line, text in small_words(file.read_text("utf-8"), words)
    ]
    assert {"de", "à", "entre"} <= words
    assert found == []


def test_a_planted_word_is_seen() -> None:
    assert list(words_in_strings('"""Tués."""\nVERBS = {"tués"}\n"""Tués."""\nX = "é"\n')) == [(2, "tués")]


def test_no_path_of_a_machine() -> None:
    found = []
    for file in tracked():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{file.relative_to(ROOT)}: {match.group()}" for match in MACHINE_PATH.finditer(text)]
    assert found == []


def test_a_planted_path_is_seen() -> None:
    assert MACHINE_PATH.search("see /ho" + "me/me/x") and not MACHINE_PATH.search("https://a.org/ho" + "me/page")
