"""The report as one HTML file that needs nothing else: styles, script and drawings are inside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bilan.publish import blocks, dispatches
from bilan.publish.blocks import Composer
from bilan.publish.composing import Composition, compose
from bilan.publish.drawing.maps import signs
from bilan.publish.edition import Edition
from bilan.publish.inline import Inline
from bilan.publish.wording import Labels


def report(made: Edition | Composition, *, bare: bool = False) -> str:
    """The edition, composed or not, as a self-contained HTML page in its language.

    Every figure is a link to the claim that it rests on in the dispatch pages at its end. `bare` leaves out its head
    and contents. The same edition gives the same bytes. Raises `UsageError` where the report does not speak the
    edition's language.
    """
    composition = made if isinstance(made, Composition) else compose(made)
    style, script = _asset("report.css"), _asset("report.js")
    html = (
        _environment(composition.composer.labels)
        .get_template("report.html.j2")
        .render(
            bare=bare,
            edition=composition.composer.edition,
            c=composition.composer,
            sections=composition.sections,
            head=composition.head,
            pages=dispatches.pages(composition.composer),
            definitions=signs.definitions(),
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
            t=composition.composer.labels.text,
            related=_related(composition),
        )
    )
    return dispatches.clean(html) + "\n"


def _asset(name: str) -> str:
    return (resources.files(__package__) / "style" / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    """A content security policy that lets this page's own style and script run, and nothing load from anywhere."""
    hashed = [base64.b64encode(hashlib.sha256(part.encode("utf-8")).digest()).decode() for part in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashed[0]}'; script-src 'sha256-{hashed[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _related(composition: Composition) -> list[tuple[str, str]]:
    labels: Composer = composition.composer
    found = [(section.id, section.title) for section in composition.sections]
    return [*found, ("dispatches", labels.labels.text("section.dispatches"))]


def _environment(labels: Labels) -> Environment:
    environment = Environment(
        loader=PackageLoader("bilan.publish", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    inline = Inline(labels)
    environment.filters.update(kind=_kind, line=inline.line, figure=inline.figure, slots=inline.slots,
                               listed=_listed)
    return environment


def _listed(texts: Sequence[str], separator: str) -> str:
    """The texts one behind the other, for the page to escape: Jinja's own `join` asks each whether it is escaped."""
    return separator.join(texts)


def _kind(block: Any) -> str:
    return {
        blocks.Heading: "heading",
        blocks.Lines: "lines",
        blocks.Table: "table",
        blocks.Cards: "cards",
        blocks.Drawing: "drawing",
        blocks.Quotes: "quotes",
    }[type(block)]
