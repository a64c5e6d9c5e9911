"""Scores a parser on the roles of the register sentences: who did what to whom, lists, appositions, attribution."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bilan.language.fr.pack import French
from bilan.mentions import Mention, MentionKind
from bilan.syntax import Sentence, Token

TEST = Path(__file__).parent / "register" / "test.txt"
MENTION = re.compile(r"\[([ndtq]):([^\]]*(?:\[[^\]]*\][^\]]*)*)\]")
KINDS: dict[str, MentionKind] = {"n": "name", "d": "number", "t": "time", "q": "quotation"}
WORDS: dict[str, set[str]] = {
    name: set(words) for name, words in tomllib.loads((TEST.parent / "roles.toml").read_text(encoding="utf-8")).items()}
NAMES = {"s": "subject", "o": "object", "a": "agent", "c": "coordination", "p": "apposition", "r": "relative",
         "q": "attribution"}
Pair = tuple[str, int, int]
"""A kind of role, the index of the governor and the index of the dependent."""


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence with its mentions and the roles as "kind:head>dependents"."""

    text: str
    mentions: tuple[Mention, ...]
    roles: str


@dataclass(slots=True)
class RoleScore:
    """Counts of pairs by kind of role."""

    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def f(self, kind: str | None = None) -> float:
        """F of one kind of role, or of all together."""
        def count(c: Counter[str]) -> int:
            return c[kind] if kind else c.total()

        return 2 * count(self.right) / max(count(self.given) + count(self.gold), 1)

    def __str__(self) -> str:
        by_kind = ", ".join(f"{name} {self.f(kind):.3f} ({self.gold[kind]})" for kind, name in NAMES.items())
        return f"roles F {self.f():.3f} of {self.gold.total()}: {by_kind}"


def read(path: Path = TEST) -> Iterator[Case]:
    """The cases of a file whose notation its first lines explain."""
    text = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if re.match(r"[soacprq]:\S+>", line) and text:
            yield _case(text, line)
            text = ""
        else:
            text = line


def _case(marked: str, roles: str) -> Case:
    plain, mentions, at = "", [], 0
    for match in MENTION.finditer(marked):
        plain += marked[at:match.start()]
        mentions.append(Mention(KINDS[match[1]], len(plain), len(plain) + len(match[2]), None))
        plain += match[2]
        at = match.end()
    return Case(plain + marked[at:], tuple(mentions), roles)


def gold(case: Case, sentence: Sentence) -> set[Pair]:
    """The pairs that the case lists. Raises `ValueError` for a word that the sentence lacks."""
    pairs: set[Pair] = set()
    for item in case.roles.split():
        kind, _, rest = item.partition(":")
        head, _, dependents = rest.partition(">")
        for dependent in dependents.split(","):
            pairs.add((kind, _find(sentence, head), _find(sentence, dependent)))
    return pairs


def _find(sentence: Sentence, name: str) -> int:
    word, _, number = name.partition("#")
    found = [t.i for t in sentence.tokens if t.text == word or (t.mention and t.text.startswith(word))]
    if len(found) < int(number or 1):
        raise ValueError(f"no {name!r} in {[t.text for t in sentence.tokens]}")
    return found[int(number or 1) - 1]


def given(sentence: Sentence) -> set[Pair]:
    """The pairs that a parsed sentence has, by relation."""
    return {(kind, token.head, token.i) for token in sentence.tokens if (kind := _kind(sentence, token))}


def _kind(sentence: Sentence, token: Token) -> str:
    dep, head = token.dep, sentence.head(token)
    cases = [t.lemma for t in sentence.children(token, "case")]
    if dep in ("nsubj", "nsubj:pass", "csubj"):
        return "s"
    if dep == "obj" and token.lemma not in WORDS["clitics"]:
        return "o"
    if dep == "obl:agent" or (WORDS["agent"] & set(cases) and dep == "nmod" and head.pos == "NOUN"):
        return "a"
    if dep in ("conj", "appos"):
        return dep[0] if dep == "conj" else "p"
    if dep in ("acl:relcl", "acl") and token.pos != "X":
        return "r" if "mark" not in {t.dep for t in sentence.children(token)} else ""
    if dep == "ccomp" or (dep == "parataxis" and token.pos == "VERB") or WORDS["sources"] & set(cases):
        return "q"
    return ""


def score(language: French, cases: Iterable[Case]) -> RoleScore:
    """The scores of a language pack's parser on cases."""
    total = RoleScore()
    for case in cases:
        sentence = Sentence(0, 0, len(case.text), mentions=list(case.mentions))
        list(language.parse(case.text, [sentence]))
        want, have = gold(case, sentence), given(sentence)
        total.gold.update(k for k, _, _ in want)
        total.given.update(k for k, _, _ in have)
        total.right.update(k for k, _, _ in want & have)
        for mark, pairs in (("-", want - have), ("+", have - want)):
            total.wrong += [f"{mark}{k}:{sentence.tokens[h].text}>{sentence.tokens[d].text} | {case.text}"
                            for k, h, d in sorted(pairs)]
    return total
