"""What the parser is trained on: trees as running text has them, and the grammar of the register."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bilan.language.fr.lexicon import shipped

CONLLU = """# sent_id = own-1
# text = « On part », a dit le 3 mai Awa Sy à plus de vingt chefs du nord.
1	«	«	PUNCT	_	_	3	punct	_	_
2	On	on	PRON	_	Person=3	3	nsubj	_	_
3	part	partir	VERB	_	VerbForm=Fin	0	root	_	_
4	»	»	PUNCT	_	_	3	punct	_	SpaceAfter=No
5	,	,	PUNCT	_	_	7	punct	_	_
6	a	avoir	AUX	_	VerbForm=Fin	7	aux:tense	_	_
7	dit	dire	VERB	_	VerbForm=Part	3	parataxis:insert	_	_
8	le	le	DET	_	_	9	det	_	_
9	3	3	NUM	_	_	7	obl:mod	_	_
10	mai	mai	NOUN	_	_	9	nmod	_	_
11	Awa	Awa	PROPN	_	_	7	nsubj	_	_
12	Sy	Sy	PROPN	_	_	11	flat:name	_	_
13	à	à	ADP	_	_	14	case	_	_
14	plus	plus	ADV	_	_	7	obl:arg	_	_
15	de	de	ADP	_	_	17	case	_	_
16	vingt	vingt	NUM	_	_	17	nummod	_	_
17	chefs	chef	NOUN	_	_	14	obl:arg	_	_
18-19	du	_	_	_	_	_	_	_	_
18	de	de	ADP	_	_	20	case	_	_
19	le	le	DET	_	_	20	det	_	_
20	nord	nord	NOUN	_	_	17	nmod	_	SpaceAfter=No
21	.	.	PUNCT	_	_	3	punct	_	_

"""


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "own.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_a_contraction_is_merged_and_relations_are_folded(conllu: Path) -> None:
    from treebank import read_conllu

    (tree,) = read_conllu(conllu)
    forms = [w.form for w in tree.words]
    assert "du" in forms and len(forms) == 20
    du, nord = tree.words[forms.index("du")], forms.index("nord")
    assert (du.pos, du.dep, du.lemma, du.head) == ("ADP", "case", "de", nord)
    assert {w.dep for w in tree.words} >= {"aux", "obl", "flat", "parataxis"}


def test_mentions_are_folded_as_in_running_text(conllu: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import mentions
    from mentions import fold_mentions
    from treebank import read_conllu

    monkeypatch.setattr(mentions, "LEAST_QUOTED", 2)

    (tree,) = read_conllu(conllu)
    folded = fold_mentions(tree, random.Random(1), share=1.0)
    words = folded.words
    assert [(w.form, w.kind) for w in words if w.kind] == [("«»", "quotation"), ("lundi", "time"), ("Awa", "name"),
                                                           ("120", "number")]
    said = next(i for i, w in enumerate(words) if w.form == "dit")
    chefs = next(i for i, w in enumerate(words) if w.form == "chefs")
    assert words[said].head == said
    assert (words[0].dep, words[0].head) == ("ccomp", said)
    assert (words[chefs].dep, words[chefs].head) == ("obl", said)
    assert next(w for w in words if w.kind == "number").head == chefs


def test_the_register_makes_whole_trees(conllu: Path) -> None:
    from register import Register
    from treebank import read_conllu

    register, rng = Register.read(), random.Random(5)
    register.learn(read_conllu(conllu))
    for _ in range(400):
        tree = register.sentence(rng)
        assert sum(w.head == i for i, w in enumerate(tree.words)) == 1
        assert len(tree.subtree(next(i for i, w in enumerate(tree.words) if w.head == i))) == len(tree.words)
        assert all(w.form and w.dep and w.lemma and w.pos for w in tree.words)


def test_the_register_is_the_same_for_the_same_seed() -> None:
    from register import Register

    register = Register.read()
    assert register.sentence(random.Random(3)) == register.sentence(random.Random(3))


@pytest.mark.parametrize(("line", "message"), [("S ^a", "expected"), ("S: nsubj=a", "head"), ("S: ^a ^b", "head")])
def test_a_line_that_cannot_be_read_is_named(line: str, message: str) -> None:
    from register import Register

    with pytest.raises(ValueError, match=f"line 1.*{message}"):
        Register(line, {"spelling": {"elided": {}, "contracted": {}, "vowels": "", "aspirated": []}}, shipped())


def test_no_test_sentence_is_in_the_grammar() -> None:
    from register import HERE
    from roles import read

    grammar = (HERE / "grammar.txt").read_text(encoding="utf-8")
    assert not [c.text for c in read() if c.text in grammar]
