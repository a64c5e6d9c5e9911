"""The dispatch pages of a report: the text as received, evidence marked, and the claims that were read beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from bilan.claims import Claim, Control, Displacement, Incident, Toll
from bilan.making import maker
from bilan.publish.blocks import Composer
from bilan.publish.sections.disputes import summary
from bilan.publish.sections.record import published
from bilan.publish.wording import Line
from bilan.records import Filed, Recorded

LONG = 20_000  # code points past which a text is cut down to the passages that are cited
AROUND = 300  # code points kept on either side of a passage
EXCERPT = 400  # code points of a quotation in the public edition
# Control characters are no text in HTML, and bidirectional overrides could make a text read otherwise than it is.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim beside its text: its kind, what it says, its slots, its review and the figures that cite it."""

    anchor: str
    kind: str
    says: Line
    slots: tuple[tuple[str, str], ...]
    state: str
    back: tuple[tuple[str, str], ...]
    quote: str


_beside = maker(Entry)


@dataclass(frozen=True, slots=True)
class Page:
    """A dispatch as printed. `body` is its text as HTML with the evidence marked, `url` an http address or empty."""

    anchor: str
    number: int
    title: str
    outlet: str
    published: str
    reasons: tuple[str, ...]
    url: str
    language: str
    fingerprint: str
    note: str
    body: Markup
    entries: tuple[Entry, ...]


def clean(text: str) -> str:
    """The text with what HTML cannot hold, and what could turn its order round, shown as replacement characters.

    Applied once, to all of a report, so that nothing that comes from a dispatch can slip past it.
    """
    return UNPRINTABLE.sub("\ufffd", text)


def web_address(url: str | None) -> str:
    """The address where it is one of the web, else the empty text: `javascript:` and the like are no addresses."""
    if not url or UNPRINTABLE.search(url):
        return ""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else ""


def pages(c: Composer) -> list[Page]:
    """The pages of the dispatches that have one (`Citations.paged`), in order, to be made after all sections."""
    c.cite.enter("")
    by_dispatch: dict[str, dict[str, Recorded]] = {}
    for record in (*c.edition.records, *c.cite.records()):
        by_dispatch.setdefault(record.dispatch_id, {}).setdefault(record.key, record)
    paged = c.cite.paged()
    found = []
    for source in (s for s in c.cite.sources if s.key in paged):
        records = sorted(
            by_dispatch.get(source.key, {}).values(), key=lambda r: (*r.claim.evidence, r.claim.kind, r.key)
        )
        if not c.edition.whole:
            records = [r for r in records if c.cite.uses.get(c.cite.anchor(r))]
        found.append(_page(c, source, records))
    return found


def _page(c: Composer, source: Filed, records: Sequence[Recorded]) -> Page:
    dispatch = source.dispatch
    note = ""
    if not c.edition.whole:
        note, body = c.labels.text("dispatch.excerpt_only"), Markup()
    elif len(dispatch.text) > LONG:
        note, body = c.labels.text("dispatch.long_text"), _marked(c, dispatch.text, records, cut=True)
    else:
        body = _marked(c, dispatch.text, records, cut=False)
    return Page(
        c.cite.page(source.key),
        c.cite.numbers[source.key],
        dispatch.title or c.labels.text("dispatch.untitled"),
        dispatch.outlet or c.labels.text("coverage.unnamed"),
        published(c, source),
        source.published.reasons,
        web_address(dispatch.url),
        dispatch.language if dispatch.language.isalpha() else "",
        # By the digest of a whole text a guess at it could be tested: the public edition does not give it.
        dispatch.text_sha256[:16] if c.edition.whole and _encodable(dispatch.text) else "",
        note,
        body,
        tuple(_entry(c, record) for record in records),
    )


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return True


def _entry(c: Composer, record: Recorded) -> Entry:
    claim = record.claim
    anchor = c.cite.anchor(record)
    back = tuple(dict(reversed(c.cite.uses.get(anchor, []))).items())
    back = tuple((c.labels.text(f"section.{section}"), ref) for section, ref in reversed(back))
    quote = " ".join(record.quote.split())
    quote = quote if len(quote) <= EXCERPT else quote[:EXCERPT].rsplit(" ", 1)[0] + " " + c.labels.text("dispatch.gap")
    state = "changed" if record.review.state == "changed" else "machine"
    state = "reviewed" if record.review.state in ("approved", "corrected", "added") else state
    return _beside(
        anchor,
        c.labels.text(f"kind.{claim.kind}"),
        summary(c, record, (record,)),
        tuple(_slots(c, claim)) if c.edition.whole else (),
        c.labels.text(f"review.{state}"),
        back,
        quote,
    )


def _slots(c: Composer, claim: Claim) -> Iterable[tuple[str, str]]:
    label, names = c.labels.text, c.names
    yield label("slot.source"), names.party(claim.source) if claim.source else label("slot.outlet_voice")
    if claim.when is not None:
        yield label("slot.when"), c.labels.span(claim.when.start, claim.when.end)
    if claim.where:
        yield label("slot.where"), ", ".join(dict.fromkeys(names.place(place) for place in claim.where[:3]))
    if isinstance(claim, Toll | Displacement) and claim.by is not None:
        yield label("slot.by"), names.party(claim.by)
    if isinstance(claim, Control) and claim.previous is not None:
        yield label("slot.previous"), names.party(claim.previous)
    if isinstance(claim, Incident) and claim.target is not None:
        yield label("slot.target"), names.party(claim.target)
    if claim.modality != "asserted":
        yield label("slot.modality"), label(f"modality.{claim.modality}")
    yield label("slot.confidence"), label(f"confidence.{claim.confidence}")
    if claim.rule:
        yield label("slot.rule"), claim.rule


# -- marking -----------------------------------------------------------------------------------------------------


def _marked(c: Composer, text: str, records: Sequence[Recorded], *, cut: bool) -> Markup:
    spans = [(r.claim.evidence[0], r.claim.evidence[1], c.cite.anchor(r)) for r in records]
    spans = [(max(0, s), min(e, len(text)), a) for s, e, a in spans if s < min(e, len(text))]
    if not cut:
        return mark(text, spans)
    parts = []
    gap = Markup('<span class="gap">{}</span>').format(c.labels.text("dispatch.gap"))
    for first, last in _passages(spans, len(text)):
        inside = [(s - first, e - first, a) for s, e, a in spans if first <= s and e <= last]
        parts += [gap, mark(text[first:last], inside)]
    return Markup("").join([*parts, gap])


def _passages(spans: Sequence[tuple[int, int, str]], length: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end, _ in sorted(spans):
        first, last = max(0, start - AROUND), min(length, end + AROUND)
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def mark(text: str, spans: Iterable[tuple[int, int, str]]) -> Markup:
    """The text as HTML with each span `(start, end, anchor)` in a `<mark>` whose `id` is the anchor.

    Spans may nest and cross: one that crosses another is cut, its later pieces name it in `data-of` only.
    """
    cuts = _uncrossed(sorted(spans, key=lambda span: (span[0], -span[1], span[2])))
    parts: list[str] = []
    open_: list[int] = []
    at = 0
    seen: set[str] = set()
    for start, end, anchor in cuts:
        while open_ and open_[-1] <= start:
            parts += [str(escape(text[at : open_[-1]])), "</mark>"]
            at = open_.pop()
        name = "" if anchor in seen else f' id="{escape(anchor)}"'
        seen.add(anchor)
        parts += [str(escape(text[at:start])), f'<mark{name} data-of="{escape(anchor)}">']
        at = start
        open_.append(end)
    while open_:
        parts += [str(escape(text[at : open_[-1]])), "</mark>"]
        at = open_.pop()
    parts.append(str(escape(text[at:])))
    return Markup("".join(parts))


def _uncrossed(spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The spans cut so that no two cross, in an order in which each comes after those that hold it."""
    done: list[tuple[int, int, str]] = []
    waiting = list(spans)
    while waiting:
        start, end, anchor = waiting.pop(0)
        crossed = min((e for s, e, _ in done if s < start < e < end), default=None)
        if crossed is None:
            done.append((start, end, anchor))
            continue
        done.append((start, crossed, anchor))
        waiting.append((crossed, end, anchor))
        waiting.sort(key=lambda span: (span[0], -span[1], span[2]))
    return sorted(done, key=lambda span: (span[0], -span[1], span[2]))
