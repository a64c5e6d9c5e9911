"""A report read back by a strict little parser: its elements, their text, and what is wrong with its markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "input", "link", "img", "hr"}


@dataclass
class Element:
    """An element with its attributes and children (elements and texts)."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """The element and all within it."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """The elements within of a tag whose attributes hold these words (`class_` for `class`)."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [e for e in self.walk() if (not tag or e.tag == tag) and all(
            value in e.attributes.get(key, "").split() for key, value in wanted.items())]

    def text(self, without: tuple[str, ...] = (), between: str = "") -> str:
        """The text within, leaving out elements of these tags or classes, with `between` after each element."""
        parts = []
        for child in self.children:
            if isinstance(child, str):
                parts.append(child)
            elif child.tag not in without and not set(child.attributes.get("class", "").split()) & set(without):
                parts.append(child.text(without, between) + between)
        return "".join(parts)


class Reader(HTMLParser):
    """Builds the tree and keeps a list of faults: tags that do not match, attributes given twice, ids used twice."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute: {names}")
        element = Element(tag, {name: value or "" for name, value in attrs})
        if identifier := element.attributes.get("id"):
            if identifier in self.ids:
                self.faults.append(f"id {identifier} twice")
            self.ids.add(identifier)
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1].tag}>")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Reader:
    """The report read to its end."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    if len(reader._open) > 1:
        reader.faults.append(f"left open: {[e.tag for e in reader._open[1:]]}")
    return reader
