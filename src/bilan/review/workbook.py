"""The spreadsheet itself: written with its drop-downs and its hidden page of what was exported, and read back.

Nothing in it can act: every cell is text with the quote mark that keeps a spreadsheet from taking it for a formula, and
a formula that comes back is refused by the row that it stands in.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilan.errors import UsageError
from bilan.review.cells import written
from bilan.review.columns import CHOICES, DECISION, FIXED, GRADES, SLOTS, STATE, VERDICTS, slot
from bilan.review.labels import Labels, code_of

FORMAT = "bilan review 1"
HIDDEN = "bilan"
COLUMNS = (*DECISION, "kind", "sentence", *SLOTS, "evidence", "dispatch", "published", "outlet", *STATE, "key")
MOST_BYTES = 200_000_000
"""Of a workbook unpacked: a file that says it is more is no review of a day and is not opened."""
MOST_ROWS = 20_000
BLANK_ROWS = 200
"""Rows below the claims that have the drop-downs too, for claims to add."""
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
WIDTHS = {"sentence": 60, "evidence": 40, "reason": 30, "where": 24, "source": 24, "dispatch": 18, "key": 28}


@dataclass(frozen=True, slots=True)
class Exported:
    """What the hidden page keeps of a claim: its version, the number of the judgement that stood on it (0 for none),
    and the texts of its row by which it is known, and those that may be changed."""

    version: int
    judgement: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it came back: its number in the sheet, the texts of its cells by column, and the columns in which a
    formula stands."""

    number: int
    texts: Mapping[str, str]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A review as it came back: `token` names the export, `exported` holds what each claim's row said then."""

    token: str
    lines: tuple[Line, ...]
    exported: Mapping[str, Exported]


def write(path: Path, rows: Sequence[tuple[Mapping[str, str], Exported]], token: str, labels: Labels) -> None:
    """Writes the rows, each with what the hidden page keeps of it. Raises `OSError` where it cannot be written."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    page = book.create_sheet(labels.sheet("claims"))
    _head(page, labels)
    for number, (texts, _) in enumerate(rows, 2):
        for at, column in enumerate(COLUMNS, 1):
            _put(page, number, at, texts.get(column, ""), fixed=column in (*FIXED, *STATE))
        _grey(page, number, texts["kind"])
    _choices(page, [texts["kind"] for texts, _ in rows], labels)
    _help(book.create_sheet(labels.sheet("help")), labels)
    hidden = book.create_sheet(HIDDEN)
    hidden.sheet_state = "veryHidden"
    _put(hidden, 1, 1, FORMAT)
    _put(hidden, 1, 2, token)
    for number, (texts, kept) in enumerate(rows, 2):
        said = json.dumps(dict(kept.texts), ensure_ascii=False)
        for at, text in enumerate((texts["key"], str(kept.version), str(kept.judgement), said), 1):
            _put(hidden, number, at, text)
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(made.getvalue())


def read(path: Path) -> Sheet:
    """The review in a file. Raises `UsageError` where it is none that `write` made."""
    with closing(_opened(path)) as book:
        hidden = book[HIDDEN] if HIDDEN in book.sheetnames else None
        kept = list(hidden.iter_rows(values_only=True)) if hidden is not None else []
        if not kept or len(kept[0]) < 2 or _plain(kept[0][0]) != FORMAT:
            raise UsageError(f"{path}: is no review that bilan review export wrote, or its hidden page has been lost")
        for name in book.sheetnames:
            columns = _columns(book[name]) if name != HIDDEN else {}
            if {"key", "verdict"} <= set(columns.values()):
                return Sheet(_plain(kept[0][1]), tuple(_lines(book[name], columns)), _exported(path, kept[1:]))
    raise UsageError(f"{path}: no page has the headings of a review: leave its first row as it was exported")


def _opened(path: Path) -> Any:
    from openpyxl import load_workbook

    if not path.is_file():
        raise UsageError(f"{path}: no such file")
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_BYTES:
                raise UsageError(f"{path}: is too large for a review")
        book = load_workbook(path, read_only=True)
        for page in book.worksheets:
            page.reset_dimensions()  # what a file says of its own size need not be true
        return book
    except UsageError:
        raise
    # Damaged and hostile files end in whatever the library trips over: none of it is a fault of the program.
    except Exception as error:
        raise UsageError(f"{path}: is no workbook that can be read (.xlsx): {error}") from error


def _columns(page: Any) -> dict[int, str]:
    """The code of the column of each heading that is known, in whatever order they stand now."""
    for row in page.iter_rows(max_row=1, values_only=True):
        return {at: code for at, heading in enumerate(row) if (code := code_of("column", _plain(heading)))}
    return {}


def _lines(page: Any, columns: Mapping[int, str]) -> Iterable[Line]:
    for number, row in enumerate(page.iter_rows(min_row=2, max_row=MOST_ROWS + BLANK_ROWS + 1), 2):
        cells = {columns[at]: cell for at, cell in enumerate(row) if at in columns}
        texts = {column: _plain(cell.value) for column, cell in cells.items()}
        if any(texts.values()):
            yield Line(number, texts, tuple(c for c, cell in cells.items() if cell.data_type == "f"))


def _exported(path: Path, rows: Iterable[Sequence[Any]]) -> dict[str, Exported]:
    try:
        return {_plain(key): Exported(int(_plain(version)), int(_plain(number)), dict(json.loads(_plain(texts))))
                for key, version, number, texts in ([*row, "", "", "", ""][:4] for row in rows)}
    except (ValueError, TypeError) as error:
        raise UsageError(f"{path}: its hidden page was altered ({error}): export the review again") from error


def _plain(value: Any) -> str:
    return written(ESCAPED.sub(lambda m: chr(int(m.group(1), 16)), value) if isinstance(value, str) else value)


def _put(page: Any, row: int, column: int, text: str, *, fixed: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    if not text:
        return
    cell = page.cell(row, column)
    cell.value = ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if fixed:
        cell.font = Font(color="666666")


def _head(page: Any, labels: Labels) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for at, column in enumerate(COLUMNS, 1):
        cell = page.cell(1, at)
        cell.value = labels.column(column)
        cell.font = Font(bold=True)
        if note := labels.note(column):
            cell.comment = Comment(note, "Bilan")
        page.column_dimensions[get_column_letter(at)].width = WIDTHS.get(column, 14)
    page.freeze_panes = page.cell(2, len(DECISION) + 2)


def _grey(page: Any, row: int, kind: str) -> None:
    """Slots that this kind of claim has not are hatched."""
    from openpyxl.styles import PatternFill

    for at, column in enumerate(COLUMNS, 1):
        if column in SLOTS and slot(column, kind) is None:
            page.cell(row, at).fill = PatternFill("lightUp", fgColor="BBBBBB")


def _choices(page: Any, kinds: Sequence[str], labels: Labels) -> None:
    """The drop-downs: verdicts and grades of all rows, and of each row the values that its kind's slots may have."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letters = {column: get_column_letter(at) for at, column in enumerate(COLUMNS, 1)}
    last = len(kinds) + 1 + BLANK_ROWS
    offered: dict[Sequence[str], list[str]] = {
        tuple(labels.verdict(v) for v in VERDICTS): [f"{letters['verdict']}2:{letters['verdict']}{last}"],
        GRADES: [f"{letters['grade']}2:{letters['grade']}{last}"],
    }
    for row, kind in enumerate(kinds, 2):
        for column in SLOTS:
            values = CHOICES.get(slot(column, kind) or "")
            if values:
                offered.setdefault(tuple(values), []).append(f"{letters[column]}{row}")
    for values, ranges in offered.items():
        listed = DataValidation("list", formula1=f'"{",".join(values)}"', allow_blank=True, showErrorMessage=True)
        page.add_data_validation(listed)
        for where in ranges:
            listed.add(where)


def _help(page: Any, labels: Labels) -> None:
    from openpyxl.styles import Alignment

    page.column_dimensions["A"].width = 110
    for number, line in enumerate(labels.help, 1):
        cell = page.cell(number, 1)
        cell.value = line
        cell.alignment = Alignment(wrap_text=True, vertical="top")
