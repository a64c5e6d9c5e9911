"""Writing SVG: elements with escaped text, and the few shapes that the charts and the map share."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

ABOVE_AVERAGE = 0.58
NARROW = frozenset("iljtfr.,:;'’|!()[]I ")
BROAD = frozenset("mwMW")


def number(value: float) -> str:
    """A coordinate to a tenth, with no needless zeros."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def element(name: str, *children: Markup | str, **attributes: object) -> Markup:
    """The element with its attributes (`class_` for `class`, `_` for `-`; `None` leaves one out) and children."""
    parts = [f"<{name}"]
    for key, value in attributes.items():
        if value is None:
            continue
        text = number(value) if isinstance(value, float) else escape(str(value))
        parts.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    inside = "".join([child if isinstance(child, Markup) else escape(child) for child in children])
    return Markup("".join(parts) + (f">{inside}</{name}>" if inside else "/>"))


def group(children: Iterable[Markup], **attributes: object) -> Markup:
    """A group of elements."""
    return element("g", *children, **attributes)


def picture(
    width: float,
    height: float,
    children: Iterable[Markup],
    *,
    title: str,
    description: str,
    name: str,
    **attributes: object,
) -> Markup:
    """The whole drawing, with its title and description for those who do not see it."""
    head = [element("title", title, id=f"{name}-t"), element("desc", description, id=f"{name}-d")]
    return element(
        "svg",
        *head,
        *children,
        xmlns="http://www.w3.org/2000/svg",
        role="group",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width),
        height=number(height),
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
        **attributes,
    )


def link(target: str, label: str, *children: Markup, worded: bool = False) -> Markup:
    """Shapes that open a claim; `label` is read out and shown on hovering. `worded` where they print words themselves,
    which then name the link together with it."""
    name = None if worded else label
    return element("a", element("title", label), *children, href=f"#{target}", aria_label=name)


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 12,
    anchor: str | None = None,
    class_: str | None = None,
    **more: object,
) -> Markup:
    """A line of text at a point."""
    return element("text", words, x=x, y=y, font_size=number(size), text_anchor=anchor, class_=class_, **more)


def width_of(words: str, size: float) -> float:
    """About how wide a text will be in a system's sans serif, in the units of `size`: for layout, on the safe side."""
    units = 0.0
    for letter in words:
        units += 0.3 if letter in NARROW else 0.86 if letter in BROAD else ABOVE_AVERAGE
    return units * size


def shorten(words: str, size: float, room: float) -> str:
    """The text, cut with an ellipsis where it would be wider than `room`."""
    if width_of(words, size) <= room:
        return words
    while words and width_of(words + "…", size) > room:
        words = words[:-1]
    return words.rstrip() + "…"


def wrap(words: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than `room`, broken at blanks."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def marker(shape: int, x: float, y: float, r: float, **more: object) -> Markup:
    """A sign for a series, a different shape for each of 0 to 4: circle, square, triangle, diamond, cross."""
    if shape % 5 == 0:
        return element("circle", cx=x, cy=y, r=r, **more)
    if shape % 5 == 1:
        return element("rect", x=x - r * 0.9, y=y - r * 0.9, width=r * 1.8, height=r * 1.8, **more)
    corners = {
        2: [(0, -1.15), (1.1, 0.85), (-1.1, 0.85)],
        3: [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
        4: [
            (-1.1, -0.4),
            (-0.4, -0.4),
            (-0.4, -1.1),
            (0.4, -1.1),
            (0.4, -0.4),
            (1.1, -0.4),
            (1.1, 0.4),
            (0.4, 0.4),
            (0.4, 1.1),
            (-0.4, 1.1),
            (-0.4, 0.4),
            (-1.1, 0.4),
        ],
    }[shape % 5]
    points = " ".join(f"{number(x + dx * r)},{number(y + dy * r)}" for dx, dy in corners)
    return element("polygon", points=points, **more)
