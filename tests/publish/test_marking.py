"""Evidence marked in a text: the text stays whole, each claim has one anchor, nothing crosses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilan.publish.dispatches import mark, web_address
from tests.publish.page import read

TEXT = st.text(alphabet="ab<&>\"'\n é\x00\u202e", max_size=40)


@given(text=TEXT, ends=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8))
def test_any_spans_leave_the_text_whole(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [(min(a, b), max(a, b), f"c{i}-0") for i, (a, b) in enumerate(ends) if a != b and max(a, b) <= len(text)]
    page = read(str(mark(text, spans)))
    assert page.faults == []
    assert page.root.text() == text
    assert page.ids == {anchor for _, _, anchor in spans}
    for start, end, anchor in spans:
        pieces = [e.text() for e in page.root.find("mark") if e.attributes["data-of"] == anchor]
        assert "".join(pieces) == text[start:end]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org/x", "",
                                 None, "https://", "http://[::1", "https://example.org/\u202ex"])
def test_what_is_no_address_of_the_web(url: str | None) -> None:
    assert web_address(url) == ""


def test_an_address_of_the_web() -> None:
    assert web_address(" https://example.org/a?b=c ") == "https://example.org/a?b=c"
