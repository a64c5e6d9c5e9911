"""Small rooms: a file, a function and a folder that can be read at one sitting, and names that say what is inside."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = [name for name in ("src/bilan", "tests", "models", "benchmarks", "tools", "build") if (ROOT / name).is_dir()]
MOST_LINES, MOST_FUNCTION_LINES, MOST_FILES = 300, 40, 12
MOST_NOUNS = 19
"""The top folder of the package holds the nouns, how many of them are made at once, and the files that put the parts
together."""

SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}


def python_files() -> list[Path]:
    return [file for folder in CODE for file in sorted((ROOT / folder).rglob("*.py"))]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(getattr(first.value, "value", None), str)
    docstring = first.end_lineno - first.lineno + 1 if documented and first.end_lineno else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_files_are_short() -> None:
    lengths = {file: len(file.read_text("utf-8").splitlines()) for file in python_files()}
    assert {str(f.relative_to(ROOT)): n for f, n in lengths.items() if n > MOST_LINES} == {}


def test_functions_are_short() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{function.lineno} {function.name} {length(function)}"
        for file in python_files()
        for function in functions(ast.parse(file.read_text("utf-8")))
        if length(function) > MOST_FUNCTION_LINES
    ]
    assert long == []


def test_folders_are_small() -> None:
    folders: dict[Path, int] = {}
    for file in python_files():
        folders[file.parent] = folders.get(file.parent, 0) + (file.name != "__init__.py")
    allowed = {ROOT / "src" / "bilan": MOST_NOUNS}
    assert {str(f.relative_to(ROOT)): n for f, n in folders.items() if n > allowed.get(f, MOST_FILES)} == {}


def test_names_say_what_is_inside() -> None:
    assert [str(file.relative_to(ROOT)) for file in python_files() if file.stem in SAY_NOTHING] == []


@pytest.mark.parametrize(("lines", "expected"), [(3, 3), (60, 60)])
def test_a_long_function_is_measured(lines: int, expected: int) -> None:
    source = 'def f():\n    """Says\n    much."""\n' + "    x = 1\n" * (lines - 1)
    assert length(next(functions(ast.parse(source)))) == expected
