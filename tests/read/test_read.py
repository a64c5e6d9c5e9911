"""Reading in: what each format gives, and the one clear error for each thing that may be wrong with it."""

from __future__ import annotations

import io
import json
import os
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.dispatch import Dispatch
from bilan.read import MAX_TEXT_BYTES, Options, ReadProblem, dispatches
from bilan.read.fields import ID
from bilan.read.markdown import split

TODAY = Options(today=date(2024, 5, 2))
Write = Callable[[str, str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return written


def read(*paths: Path | str, options: Options = TODAY) -> list[Dispatch]:
    found = list(dispatches(paths, options))
    assert not [item for item in found if isinstance(item, ReadProblem)], found
    return [item for item in found if isinstance(item, Dispatch)]


def problem(*paths: Path | str, options: Options = TODAY) -> ReadProblem:
    problems = [item for item in dispatches(paths, options) if isinstance(item, ReadProblem)]
    assert len(problems) == 1, problems
    return problems[0]


def test_a_text_file_is_the_dispatch_as_received(write: Write) -> None:
    text = "Une dépêche.\r\n\r\nAvec\ttout ce qu'elle contient, e\u0301 compris.\n"
    (dispatch,) = read(write("depeche-1.txt", text))
    assert (dispatch.id, dispatch.text, dispatch.published, dispatch.language) == ("depeche-1", text, None, "fr")


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    (dispatch,) = read(write("a.txt", b"\xef\xbb\xbfBamako"))
    assert dispatch.text == "Bamako"


def test_front_matter_is_metadata_and_the_rest_is_text(write: Write) -> None:
    content = (
        "---\ntitle: Trêve à Sebha\noutlet: 'Agence: Sud'\npublished: 2024-05-01\nurl: https://example.org/1\n"
        "language: fr\nnote: x\n---\n\nDeux camps.\n---\nFin."
    )
    (dispatch,) = read(write("a.md", content))
    assert dispatch.text == "\nDeux camps.\n---\nFin."
    assert (dispatch.title, dispatch.outlet) == ("Trêve à Sebha", "Agence: Sud")
    assert (dispatch.published, dispatch.url) == (date(2024, 5, 1), "https://example.org/1")


def test_markdown_without_front_matter_is_text_from_its_start(write: Write) -> None:
    assert read(write("a.md", "# Titre\nTexte"))[0].text == "# Titre\nTexte"


def test_front_matter_with_windows_line_ends(write: Write) -> None:
    (dispatch,) = read(write("a.md", "---\r\noutlet: X\r\n---\r\nTexte\r\n"))
    assert (dispatch.outlet, dispatch.text) == ("X", "Texte\r\n")


def test_yaml_keeps_words_as_they_are_written() -> None:
    assert split("---\ntitle: no\noutlet: 24\nurl:\n---\nT") == ({"title": "no", "outlet": "24", "url": None}, "T")


def test_json_lines_are_a_dispatch_each_and_blank_lines_none(write: Write) -> None:
    lines = [{"id": "un", "text": "A\u2028B", "published": "2024-05-01", "outlet": "O", "title": "T"}, {"text": "C"}]
    (first, second) = read(write("a.jsonl", "\n".join(json.dumps(x, ensure_ascii=False) for x in lines) + "\n\n"))
    assert (first.id, first.text, first.published, first.outlet) == ("un", "A\u2028B", date(2024, 5, 1), "O")
    assert second.id == second.text_sha256[:16]
    assert second.where_from.endswith("a.jsonl, line 2")


def test_folders_are_read_whole_and_sorted_and_what_is_no_dispatch_is_left_out(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.txt", "c.md", ".hidden/3.txt", "b/.4.txt", "README.md", "d.pdf"):
        write(name, "texte")
    found = list(dispatches([tmp_path], TODAY))
    assert [d.id for d in found if isinstance(d, Dispatch)] == ["1", "2", "c"]
    left_out = [Path(p.where).name for p in found if isinstance(p, ReadProblem) and p.skipped]
    assert left_out == ["README.md", "d.pdf"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "A"}\n{"text": "B"}\n')))
    assert [d.text for d in read("-", options=Options(format="jsonl"))] == ["A", "B"]


def test_options_fill_only_what_is_missing(write: Write) -> None:
    options = Options(published=date(2024, 1, 1), outlet="Ours")
    path = write("a.jsonl", '{"text": "A", "outlet": "Theirs"}\n{"text": "B", "published": "2023-01-01"}\n')
    first, second = read(path, options=options)
    assert (first.published, first.outlet) == (date(2024, 1, 1), "Theirs")
    assert (second.published, second.outlet) == (date(2023, 1, 1), "Ours")


def test_a_date_never_comes_from_the_file(write: Write) -> None:
    path = write("a.txt", "A")
    os.utime(path, (0, 0))
    assert read(path)[0].published is None


@pytest.mark.parametrize(
    ("written", "day"),
    [("2024-05-01", date(2024, 5, 1)), ("2024-05-01T23:30:00-03:00", date(2024, 5, 2)),
     ("2024-05-01 10:00", date(2024, 5, 1))],
)  # fmt: skip
def test_the_day_of_publication_is_that_of_utc(write: Write, written: str, day: date) -> None:
    assert read(write("a.jsonl", json.dumps({"text": "A", "published": written})))[0].published == day


WRONG_LINES = [
    ("not json", "not JSON"),
    ("[1]", "not a JSON object"),
    ('"text"', "not a JSON object"),
    ("{}", "no text"),
    ('{"text": null}', "no text"),
    ('{"text": 3}', "no string but a number"),
    ('{"text": " \\n "}', "empty"),
    ('{"text": "a\\u0000b"}', "NUL"),
    ('{"text": "\\ud800"}', "surrogate"),
    ('{"text": "A", "id": "../../etc/passwd"}', "its id"),
    ('{"text": "A", "id": "-rf"}', "its id"),
    ('{"text": "A", "id": "' + "a" * 101 + '"}', "its id"),
    ('{"text": "A", "id": 7}', "its id is no string"),
    ('{"text": "A", "id": "a\\u001b[2J"}', "control characters"),
    ('{"text": "A", "published": "14/12/2016"}', "not written YYYY-MM-DD"),
    ('{"text": "A", "published": "2016-12"}', "not written YYYY-MM-DD"),
    ('{"text": "A", "published": "2024-06-01"}', "in the future"),
    ('{"text": "A", "published": "9999-12-31T23:59:59-12:00"}', "not written YYYY-MM-DD"),
    ('{"text": "A", "language": "tlh"}', "no language pack for 'tlh'"),
    ('{"text": "A", "outlet": ["x"]}', "its outlet is no string but a list"),
    ('{"a":' * 100_000, "not JSON"),
    ('{"text": "A", "n": ' + "1" * 10_000 + "}", "not JSON"),
]


@pytest.mark.parametrize(("line", "message"), WRONG_LINES, ids=range(len(WRONG_LINES)))
def test_a_wrong_line_is_one_problem_that_names_it_and_the_rest_goes_on(write: Write, line: str, message: str) -> None:
    path = write("a.jsonl", f'{{"text": "one"}}\n{line}\n{{"text": "two"}}\n')
    found = list(dispatches([path], TODAY))
    assert [d.text for d in found if isinstance(d, Dispatch)] == ["one", "two"]
    (wrong,) = (item for item in found if isinstance(item, ReadProblem))
    assert wrong.where == f"{path}, line 2"
    assert message in wrong.message
    assert len(wrong.message) < 300


def test_bytes_that_are_not_utf8_are_refused_with_their_line(write: Write) -> None:
    path = write("a.jsonl", b'{"text": "one"}\n{"text": "\xe9t\xe9"}\n{"text": "two"}\n')
    assert "0xe9" in problem(path).message
    assert "line 3" in problem(write("b.txt", b"un\ndeux\ntu\xe9s")).message


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", "\ufeff", "empty"),
        ("a.txt", "A".encode("utf-16"), "UTF-16"),
        ("a.txt", b"%PDF-1.4\0\0", "binary"),
        ("a.txt", b"a" * (MAX_TEXT_BYTES + 1), "longer than a dispatch may be"),
        ("a.txt", "é" * (MAX_TEXT_BYTES // 2 + 1), "longer than a dispatch may be"),
        ("a.md", "---\ntitle: x\n", "not closed"),
        ("a.md", "---\n- x\n---\nA", "no list of names and values"),
        ("a.md", "---\na: [\n---\nA", "not YAML"),
        ("a.md", "---\na: " + "[" * 5_000 + "\n---\nA", "not YAML"),
        ("a.md", "---\ntitle: x\n---\n", "empty"),
        ("a.md", "---\nid: a/b\n---\nA", "its id"),
        ("a.csv", "A", "--format"),
    ],
)
def test_a_wrong_file_is_one_problem_that_names_it(write: Write, name: str, content: str | bytes, message: str) -> None:
    path = write(name, content)
    found = problem(path, write("good.txt", "A"))
    assert found.where == str(path)
    assert message in found.message


def test_what_is_not_there_or_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    assert "cannot be opened" in problem(tmp_path / "missing.txt").message
    assert problem(tmp_path / "missing").message == "no such file or folder"
    assert "cannot be opened" in problem("nul\0.txt").message


def test_the_longest_text_is_read(write: Write) -> None:
    assert len(read(write("a.txt", b"\xef\xbb\xbf" + b"a" * MAX_TEXT_BYTES))[0].text) == MAX_TEXT_BYTES


def test_the_second_of_one_id_is_refused(write: Write) -> None:
    found = problem(write("a/x.txt", "A"), write("b/x.txt", "B"))
    assert found.where.endswith("b/x.txt")
    assert "'x'" in found.message


@pytest.mark.parametrize("stem", ["dépêche du 3", "-a", "x" * 101, "a b"])
def test_a_stem_that_is_no_id_gives_way_to_the_digest(write: Write, stem: str) -> None:
    (dispatch,) = read(write(f"{stem}.txt", "A"))
    assert dispatch.id == dispatch.text_sha256[:16]


def test_a_line_of_any_length_is_passed_over(write: Write) -> None:
    path = write("a.jsonl", b'{"text": "one"}\n{"text": "' + b"a" * 10_000_000 + b'"}\n{"text": "two"}')
    found = list(dispatches([path], TODAY))
    assert [getattr(item, "text", "refused") for item in found] == ["one", "refused", "two"]


def test_json_lines_are_streamed(write: Write) -> None:
    line = json.dumps({"text": "mot " * 5_000}) + "\n"
    path = write("a.jsonl", "".join(line.replace("mot", f"m{n:03}", 1) for n in range(400)))
    tracemalloc.start()
    count = sum(isinstance(item, Dispatch) for item in dispatches([path], TODAY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 400
    assert peak < path.stat().st_size / 4


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_dispatches_or_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    for suffix in ("txt", "md", "jsonl"):
        (folder / f"a.{suffix}").write_bytes(content)
    for item in dispatches(sorted(folder.iterdir()), TODAY):
        assert isinstance(item, ReadProblem) or (ID.fullmatch(item.id) and item.text.strip())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=80))
def test_a_text_comes_back_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("text") / "a.jsonl"
    path.write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    (item,) = dispatches([path], TODAY)
    assert (item.text if isinstance(item, Dispatch) else text.strip()) == (text if text.strip() else "")


def test_no_closing_line_takes_long_to_look_for(write: Write) -> None:
    started = time.process_time()
    assert "not closed" in problem(write("a.md", "---\n" + "-- - --\n" * 100_000)).message
    assert time.process_time() - started < 2


def test_links_that_leave_a_folder_are_refused_with_one_line(tmp_path: Path) -> None:
    outside, folder = tmp_path / "secret.txt", tmp_path / "dispatches"
    folder.mkdir()
    outside.write_text("Un texte.", encoding="utf-8")
    (folder / "a.txt").write_text("Un autre texte.", encoding="utf-8")
    (folder / "out.txt").symlink_to(outside)
    (folder / "within.txt").symlink_to(folder / "a.txt")
    read = list(dispatches([folder]))
    assert [item.id for item in read if not isinstance(item, ReadProblem)] == ["a", "within"]
    (problem,) = [item for item in read if isinstance(item, ReadProblem)]
    assert "link out of the folder" in str(problem) and not problem.skipped
