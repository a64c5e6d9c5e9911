"""The signs of the map and their key: shapes for evidence, patterns for situations, colours for holders."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bilan.publish.drawing import svg

COLOURS = 7
EVIDENCE = ("claimed", "reported", "corroborated", "conceded", "assessed", "none")
SHAPES = {
    "claimed": '<circle r="5" class="line dashed"/>',
    "reported": '<circle r="5" class="line"/><path d="M0-5A5 5 0 0 1 0 5z" class="full"/>',
    "corroborated": '<circle r="5.4" class="full"/>',
    "conceded": '<path d="M0-6.6L6.6 0L0 6.6L-6.6 0z" class="full"/>',
    "assessed": '<path d="M-5-5H5V5H-5z" class="full"/>',
    "none": '<circle r="2" class="line"/>',
}


def definitions() -> Markup:
    """The symbols and patterns that every map of a page refers to, in one hidden drawing."""
    parts = [
        svg.element("symbol", Markup(shape), id=f"e-{key}", viewBox="-8 -8 16 16", overflow="visible")
        for key, shape in SHAPES.items()
    ]
    for i in range(COLOURS + 1):
        lines = svg.element("path", d="M-2 2L2 -2M0 8L8 0M6 10L10 6", class_=f"p{i}")
        parts.append(svg.element("pattern", lines, id=f"hatch{i}", width=8, height=8, patternUnits="userSpaceOnUse"))
    dots = svg.element("circle", cx=3, cy=3, r=1.1, class_="dot")
    parts.append(svg.element("pattern", dots, id="dots", width=6, height=6, patternUnits="userSpaceOnUse"))
    return svg.element(
        "svg",
        svg.element("defs", *parts),
        class_="definitions",
        width=0,
        height=0,
        aria_hidden="true",
        focusable="false",
    )


def evidence(grade: str, x: float, y: float) -> Markup:
    """The sign of an evidence grade at a point."""
    return svg.element("use", href=f"#e-{grade}", x=x - 8, y=y - 8, width=16, height=16, class_="sign")


def _swatch(*shapes: Markup) -> Markup:
    return svg.element(
        "svg", *shapes, width=26, height=20, viewBox="0 0 26 20", aria_hidden="true", class_="swatch map"
    )


def _key(heading: str, items: Sequence[tuple[str, Markup, str]]) -> Markup:
    rows = [svg.element("li", swatch, words, data_key=key) for key, swatch, words in items]
    return svg.element("div", svg.element("p", heading, class_="legend-head"), svg.element("ul", *rows))


def key(
    heads: tuple[str, str, str],
    holders: Sequence[tuple[int, str]],
    situations: Sequence[tuple[str, str]],
    grades: Sequence[tuple[str, str]],
) -> Markup:
    """The key of a map: `heads` are its three headings; each entry goes with its words."""
    area = {"x": 2, "y": 2, "width": 22, "height": 16}
    blocks = [
        _key(
            heads[0],
            [
                (
                    f"p{i}",
                    _swatch(
                        svg.group([svg.element("rect", **area, class_="cell")], class_=f"place solid p{i} held o0")
                    ),
                    words,
                )
                for i, words in holders
            ],
        ),
        _key(heads[1], [(situation, _swatch(_situation(situation, area)), words) for situation, words in situations]),
        _key(
            heads[2],
            [
                (grade, _swatch(svg.group([evidence(grade, 13, 10)], class_="place p-ink")), words)
                for grade, words in grades
            ],
        ),
    ]
    return svg.element("div", *blocks, class_="legend")


def _situation(situation: str, area: dict[str, int]) -> Markup:
    shapes = [svg.element("rect", **area, class_="cell"), svg.element("rect", **area, class_="over")]
    if situation == "besieged":
        shapes.append(svg.element("circle", cx=13, cy=10, r=6.5, class_="ring"))
    return svg.group(shapes, class_=f"place p-ink {situation} o-ink")
