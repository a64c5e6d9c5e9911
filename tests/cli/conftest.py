"""Commands run in this process, over a pipeline and an observatory that are stand-ins: fast, and the cli's own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from bilan.claims import Statement, Toll
from bilan.cli.main import main
from bilan.dispatch import Dispatch, Published
from bilan.entities import Entity
from bilan.extraction import Extraction, Failure
from bilan.quantities import Count
from bilan.records import AddReport, Filed, Query, Recorded, Verification

Run = Callable[..., "Ended"]


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has run: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: object, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["bilan", *(str(argument) for argument in arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
        out, err = capsys.readouterr()
        return Ended(code, out, err)

    return command


SPEAKER = Entity("le gouverneur", role="gouverneur")


def claims(text: str) -> tuple[Toll | Statement, ...]:
    return (
        Toll(id="t", rule="toll.test", evidence=(0, len(text)), harm="killed", victims="people", count=Count.exact(1)),
        Statement(id="s", rule="said.test", evidence=(0, len(text)), speaker=SPEAKER, mode="indirect", content=(0, 1)),
    )


class StandInPipeline:
    """Reads one toll and one statement in every text, the one with "fail" in it excepted."""

    def __init__(self, language: str = "fr") -> None:
        self.language = language

    def extract_many(self, dispatches: Iterable[Dispatch]) -> Iterator[Extraction | Failure]:
        for dispatch in dispatches:
            if "fail" in dispatch.text:
                yield Failure(dispatch.id, "it failed", dispatch.where_from)
            else:
                yield self._extraction(dispatch)

    def explain(self, text: str, published: date | None = None) -> Extraction:
        return self._extraction(Dispatch("explain", text, published=published))

    def _extraction(self, dispatch: Dispatch) -> Extraction:
        day = dispatch.published
        return Extraction(dispatch, Published(day, day, given=day is not None), claims(dispatch.text))


class StandInObservatory:
    """Remembers what it was asked; `holds` is what `verify` says."""

    asked: list[Any]
    holds = True

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> StandInObservatory:
        cls.asked = [address]
        return cls()

    def __enter__(self) -> StandInObservatory:
        return self

    def __exit__(self, *_: object) -> None:
        self.asked.append("closed")

    def add(self, dispatches: Iterable[Dispatch]) -> AddReport:
        added, failed = [], []
        for dispatch in dispatches:
            if "fail" in dispatch.text:
                failed.append(Failure(dispatch.id, "it failed", dispatch.where_from))
            else:
                added.append(dispatch.id)
        return AddReport(tuple(added), ("old",), tuple(failed), 2 * len(added))

    def statements(self, query: Query) -> tuple[Recorded, ...]:
        self.asked.append(query)
        text = "=Il a parlé\x1b[2J."
        (_, statement) = claims(text)
        return (Recorded("k1", "d1", statement, text, Published(date(2020, 3, 5), date(2020, 3, 5), given=True)),)

    def dispatch(self, key: str) -> Filed | None:
        return Filed(key, Dispatch("the-id", "x"), Published(), "") if key == "d1" else None

    def chronology(self, query: Query) -> tuple[()]:
        self.asked.append(query)
        return ()

    def verify(self, *, seal: str | None = None) -> Verification:
        self.asked.append(seal)
        if self.holds:
            return Verification(True, 3, "abc")
        return Verification(False, 3, "abc", "entry 2", "its hash differs")


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> type[StandInPipeline]:
    module = ModuleType("bilan.pipeline")
    module.Pipeline = StandInPipeline  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bilan.pipeline", module)
    return StandInPipeline


@pytest.fixture
def observatory(monkeypatch: pytest.MonkeyPatch) -> type[StandInObservatory]:
    module = ModuleType("bilan.observatory")
    module.Observatory = StandInObservatory  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "bilan.observatory", module)
    monkeypatch.setattr(StandInObservatory, "holds", True)
    return StandInObservatory
