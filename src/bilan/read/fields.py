"""From a text and its metadata as they were written to a dispatch: what is checked, and what fills a gap."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bilan.dispatch import Dispatch
from bilan.errors import DispatchError
from bilan.read.options import MAX_TEXT_BYTES, Options

ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
LINE_BREAKS = re.compile(r"[\t\r\n]+")
CLOCK_SLACK = timedelta(days=1)
"""A dispatch may carry the day of a time zone that is ahead of the clock's."""


class Refused(DispatchError):
    """This is no dispatch; the message says why, the caller says where."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A dispatch as written: `fields` by name, unchecked; `stem` is the file's where it holds no other dispatch."""

    where: str
    fields: dict[str, object]
    stem: str | None = None


def dispatch(raw: Raw, options: Options) -> Dispatch:
    """The dispatch, its gaps filled from the options. Raises `Refused` with the first thing that is wrong."""
    text = _text(raw.fields.get("text"))
    published = _line(raw.fields, "published")
    return Dispatch(
        id=_id(_line(raw.fields, "id"), raw.stem, text),
        text=text,
        language=_language(_line(raw.fields, "language") or options.language, options),
        published=_day(published, options) if published is not None else options.published,
        outlet=_line(raw.fields, "outlet") or options.outlet,
        title=_line(raw.fields, "title"),
        url=_line(raw.fields, "url"),
        where_from=raw.where,
    )


def _text(text: object) -> str:
    if text is None:
        raise Refused("no text")
    if not isinstance(text, str):
        raise Refused(f"its text is no string but {_kind(text)}")
    if not text.strip():
        raise Refused("empty: no text")
    if "\0" in text:
        raise Refused("its text holds NUL characters")
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise Refused(f"its text holds half a surrogate pair at character {error.start}") from None
    if size > MAX_TEXT_BYTES:
        raise Refused(f"longer than a dispatch may be ({size:,} bytes of text, at most {MAX_TEXT_BYTES:,})")
    return text


def _line(fields: dict[str, object], name: str) -> str | None:
    """A field that is one line of text: `None` where it is missing, null or blank."""
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise Refused(f"its {name} is no string but {_kind(value)}")
    value = LINE_BREAKS.sub(" ", value.strip())
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise Refused(f"its {name} holds control characters: {value[:60]!r}")
    return value or None


def _id(given: str | None, stem: str | None, text: str) -> str:
    if given is not None:
        if not ID.fullmatch(given):
            raise Refused(f"its id {given[:120]!r} is not made of 1 to 100 letters, digits, and . _ - after the first")
        return given
    if stem is not None and ID.fullmatch(stem):
        return stem
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def _language(given: str, options: Options) -> str:
    if given not in options.languages:
        known = ", ".join(sorted(options.languages))
        raise Refused(f"no language pack for {given[:40]!r} (there is: {known})")
    return given


def _day(written: str, options: Options) -> date:
    """The day, in UTC, of an ISO 8601 date, or date and time."""
    try:
        moment = datetime.fromisoformat(written)
        day = (moment.astimezone(UTC) if moment.tzinfo else moment).date()
    except (ValueError, OverflowError):
        raise Refused(f"its day of publication {written[:60]!r} is not written YYYY-MM-DD") from None
    if day > (options.today or datetime.now(UTC).date()) + CLOCK_SLACK:
        raise Refused(f"its day of publication {day.isoformat()} is in the future")
    return day


def _kind(value: object) -> str:
    kinds = {bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "something else")
