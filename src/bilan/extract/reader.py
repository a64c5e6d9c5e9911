"""All claims of a dispatch: each kind's extractor over each sentence, then what only the whole dispatch decides."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace

from bilan.analysis import Meanings
from bilan.claims import Claim, Control, Displacement, Toll
from bilan.extract.alignment import AlignmentExtractor
from bilan.extract.control import ControlExtractor
from bilan.extract.counted.periods import carried_on
from bilan.extract.displacement import DisplacementExtractor
from bilan.extract.incident import IncidentExtractor
from bilan.extract.need import NeedExtractor
from bilan.extract.parts.happenings import Mentioned, merged
from bilan.extract.statement import StatementExtractor
from bilan.extract.toll import TollExtractor
from bilan.extract.whole.confidence import graded
from bilan.extract.whole.holdings import once as held_once
from bilan.extract.whole.news import dated
from bilan.extract.whole.repeats import once
from bilan.language.contract import Language


class ClaimReader:
    """Reads all seven kinds. One instance serves a language."""

    def __init__(self, language: Language) -> None:
        self._by_sentence = (
            TollExtractor(language),
            DisplacementExtractor(language),
            NeedExtractor(language),
            AlignmentExtractor(language),
        )
        self._control = ControlExtractor(language)
        self._incidents = IncidentExtractor(language)
        self._statements = StatementExtractor(language)

    def read(self, meanings: Meanings, silent: Collection[int] = ()) -> list[Claim]:
        """The claims of a dispatch, each with its identifier, in no order. The sentences `silent`, by index, make none
        but statements, and those only where another makes a claim."""
        claims: list[Claim] = []
        held: list[Control] = []
        incidents: list[Mentioned] = []
        for sentence in meanings.analysis.sentences:
            if not sentence.tokens or sentence.index in silent:
                continue
            for extractor in self._by_sentence:
                claims.extend(extractor.extract(meanings, sentence))
            held.extend(self._control.extract(meanings, sentence))
            incidents.extend(self._incidents.extract(meanings, sentence))
        tolls = carried_on([c for c in claims if isinstance(c, Toll)])
        others = [c for c in claims if not isinstance(c, Toll)]
        titles = [(s.start, s.end) for s in meanings.analysis.sentences if s.is_title]
        told = dated([*tolls, *others, *held_once(held), *merged(incidents)], meanings.analysis.sentences)
        claims = once(told, titles)
        if claims:
            claims.extend(once(list(self._statements.all(meanings)), titles))
        return _identified(graded(claims, meanings.analysis.sentences, meanings.publication()))


def _identified(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with identifiers that are a function of kind, place in the text and slots, and `part_of` put right."""
    keys: dict[str, str] = {}
    named: list[Claim] = []
    used: set[str] = set()
    for claim in claims:
        core = repr((claim.kind, claim.evidence, claim.rule, claim.modality, getattr(claim, "count", None)))
        identifier = hashlib.sha256(core.encode("utf-8")).hexdigest()[:12]
        while identifier in used:
            identifier = hashlib.sha256((core + identifier).encode("utf-8")).hexdigest()[:12]
        used.add(identifier)
        if isinstance(claim, Toll) and claim.part_of is None:
            keys[f"{claim.evidence[0]}-{claim.evidence[1]}-{claim.harm}"] = identifier
        elif isinstance(claim, Displacement) and claim.part_of is None:
            keys[f"{claim.evidence[0]}-{claim.evidence[1]}-{claim.movement}"] = identifier
        named.append(replace(claim, id=identifier))
    return [
        replace(c, part_of=keys.get(c.part_of)) if isinstance(c, (Toll, Displacement)) and c.part_of else c
        for c in named
    ]
