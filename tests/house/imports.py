"""The direction of the imports: what each part of Bilan may know of, and which imports break it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

STAGES = ("read", "segment", "recognise", "resolve", "extract", "reconcile", "publish")
NOUNS = frozenset({
    "analysis", "claims", "dispatch", "entities", "errors", "extraction", "findings", "making", "mentions", "names",
    "quantities", "records", "syntax", "times",
})  # fmt: skip
STAGES_KNOW = NOUNS | {"language.contract", "world"}
KNOWS: dict[str, frozenset[str]] = {
    **dict.fromkeys(NOUNS, NOUNS),
    **dict.fromkeys(STAGES, STAGES_KNOW),
    "language": NOUNS | {"world"},
    "world": NOUNS,
    "contract": NOUNS,
    "score": NOUNS,
    "files": NOUNS,
    "datasets": NOUNS | {"files", "world"},
    "ledger": NOUNS | {"contract", "world"},
}
"""What each part may import beside itself. The parts that are not named here put the others together."""


def violations(package: Path) -> list[str]:
    """The imports under `package` (the folder `bilan`) that go against the direction, as "file:line: what"."""
    return [
        f"{file.relative_to(package)}:{line}: {part} imports {target}"
        for file in sorted(package.rglob("*.py"))
        for part in [_part(file, package)]
        if part in KNOWS
        for line, target in _imports(file, package)
        if not _allowed(part, target)
    ]


def _allowed(part: str, target: str) -> bool:
    return any(target == known or target.startswith(known + ".") for known in {*KNOWS[part], part})


def _part(file: Path, package: Path) -> str:
    return file.relative_to(package).parts[0].removesuffix(".py")


def _imports(file: Path, package: Path) -> Iterator[tuple[int, str]]:
    """Line and target, without its leading "bilan.", of each import of the package, relative ones too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, file, package)
            names = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            if name.startswith("bilan."):
                yield node.lineno, name.removeprefix("bilan.")


def _absolute(node: ast.ImportFrom, file: Path, package: Path) -> str:
    if not node.level:
        return node.module or ""
    home = file.relative_to(package.parent).parent.parts
    return ".".join([*home[: len(home) - node.level + 1], *([node.module] if node.module else [])])
