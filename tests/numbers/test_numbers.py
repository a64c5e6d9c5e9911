"""Counts as dispatches print them, and the figures that are no counts."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilan.language.fr.pack import French
from bilan.recognise.numbers import find_numbers
from bilan.recognise.shares import find_shares


@cache
def french() -> French:
    return French()


# The brackets mark the span; = gives the bound and the value, a range, or an order.
READS = [
    "Ils ont tué [12] civils. = exact 12",
    "On compte [130.000] déplacés. = exact 130000",
    "On compte [130 000] déplacés. = exact 130000",
    "On compte [130\u00a0000] déplacés. = exact 130000",
    "On compte [130\u202f000] déplacés. = exact 130000",
    "On compte [1,2 million d']habitants. = exact 1200000",
    "On compte [deux millions et demi de] déplacés. = exact 2500000",
    "On compte [un demi-million de] déplacés. = exact 500000",
    "Elle a perdu [trois] fils. = exact 3",
    "Elle a perdu [vingt et un] hommes. = exact 21",
    "Elle a perdu [quatre-vingt-dix-sept] hommes. = exact 97",
    "Elle a perdu [soixante et onze] hommes. = exact 71",
    "Elle a perdu [mille deux cents] hommes. = exact 1200",
    "Elle a perdu [trois cent mille] hommes. = exact 300000",
    "Elle a perdu [deux mille cinq cents] hommes. = exact 2500",
    "La mort de [neuf] personnes a été annoncée. = exact 9",
    "Le raid a tué près de [neuf] civils. = exact 9",
    "[Un millier de] familles campent là. = about 1000",
    "[Une vingtaine de] camions sont passés. = about 20",
    "[Une bonne centaine de] camions sont passés. = about 100",
    "Ils en ont pris [une dizaine]. = about 10",
    "Ils en ont pris [deux centaines]. = about 200",
    "[Une vingtaine] d'entre eux sont morts. = about 20",
    "[Plusieurs] soldats ont fui. = several",
    "[Quelques] soldats ont fui. = several",
    "[De nombreux] soldats ont fui. = many",
    "[Des dizaines de] soldats ont fui. = dozens",
    "[Plusieurs centaines de] soldats ont fui. = hundreds",
    "[Quelques milliers de] soldats ont fui. = thousands",
    "[Des dizaines de milliers de] gens ont fui. = tens_of_thousands",
    "[Des centaines de milliers de] gens ont fui. = hundreds_of_thousands",
    "[Des millions d']habitants ont fui. = millions",
    "La vie de [milliers de] gens est en jeu. = thousands",
    "Ces [centaines d']hommes ont fui. = hundreds",
    "Ils fuient [par dizaines]. = dozens",
    "Le pouvoir admet [des « centaines » de] morts. = hundreds",
    "[Au moins 12] hommes ont péri. = at_least 12",
    "[12 au moins] ont péri. = at_least 12",
    "[Douze] hommes au moins ont péri. = at_least 12",
    "[Douze] soldats tchadiens au moins ont péri. = at_least 12",
    "[Un minimum de 12] hommes ont péri. = at_least 12",
    "[Pas moins de 300] hommes ont péri. = at_least 300",
    "[Au moins une vingtaine de] gens ont péri. = at_least 20",
    "[Au moins un] homme a péri. = at_least 1",
    "[Plus de 415] hommes ont péri. = more_than 415",
    "Ils sont [plus 80.000] à partir. = more_than 80000",
    "[Plus d'une centaine de] gens ont péri. = more_than 100",
    "[Plus d'un million de] gens ont péri. = more_than 1000000",
    "Le bilan dépasse [400] morts. = more_than 400",
    "Le total dépassait désormais les [84.000]. = more_than 84000",
    "Le total avoisine les [84.000]. = about 84000",
    "[Jusqu'à 700] hommes sont encore là. = at_most 700",
    "[700 au plus] sont encore là. = at_most 700",
    "[Moins de 200] hommes restent. = less_than 200",
    "[Près de 10.000] sont partis. = nearly 10000",
    "[Près d'un millier de] gens sont partis. = nearly 1000",
    "[Pas loin de 300] gens sont partis. = nearly 300",
    "Les [quelque 250.000] habitants. = about 250000",
    "[Environ 50] hommes. = about 50",
    "[À peu près 50] hommes. = about 50",
    "[50 environ] restent. = about 50",
    "[Entre 180.000 et 200.000] déplacés. = 180000..200000",
    "[De 3.000 à 5.000] hommes. = 3000..5000",
    "[3.000 à 5.000] hommes. = 3000..5000",
    "[10 à 15] hommes. = 10..15",
    "[Deux ou trois] hommes. = 2..3",
    "[De 5 à 6 millions de] gens. = 5000000..6000000",
    "[Deux à trois mille] hommes. = 2000..3000",
    "Le bilan est passé de [188] à [225] morts. = exact 188 / exact 225",
    "Ils ont pris [six] villages près de [deux] bourgs. = exact 6 / exact 2",
    "Un raid a fait [15] morts et [une trentaine de] blessés. = exact 15 / about 30",
]
NO_COUNTS = [
    "Le régime est tombé en 2011.",
    "Il l'a dit le 15 novembre.",
    "Il l'a dit le 15 novembre 2016 à 15h45.",
    "Le couvre-feu est levé à 8 heures.",
    "Le groupe tient 70% de la ville.",
    "Le groupe tient 40 pour cent de la ville.",
    "Il a reçu 3 millions de dollars.",
    "Le front est à 30 kilomètres.",
    "Le front est à une vingtaine de kilomètres.",
    "Un garçon âgé de 12 ans.",
    "La trêve a duré trois jours.",
    "Les 48 premières heures ont suffi.",
    "Ils ont tiré plusieurs fois.",
    "Il l'a redit à plusieurs reprises.",
    "C'est la deuxième fois.",
    "Un F-16 a été touché.",
    "Les hommes du M23 ont fui.",
    "Le sommet du G7 est reporté.",
    "Il vit dans le district 17.",
    "Les attentats du 11 septembre.",
    "La résolution 2254 du Conseil.",
    "Un homme a été tué.",
    "Un obus de 120 mm.",
    "La 45e division est passée.",
    "Les deux tiers de la ville sont pris.",
    "La route est coupée en deux.",
    "Le nombre de morts n'est pas connu.",
    "Des hommes, quelques-uns armés, sont venus.",
    "Le groupe des Vingt se réunit.",
    "La crise (2012) est finie.",
    "Il reprend un à un les quartiers.",
    "Ils sont en quarantaine.",
    "Le pont a été remis à neuf par l'armée.",
    "Le camp est flambant neuf depuis des mois.",
    "Quoi de neuf sur le front ?",
    "Un missile S-300 a été vu.",
    "Le rapport du 15/11/2016.",
]


def told(count: object) -> str:
    shape = count.as_json()  # type: ignore[attr-defined]
    if "order" in shape:
        return str(shape["order"])
    if "low" in shape:
        return f"{shape['low']}..{shape['high']}"
    return f"{shape['bound']} {shape['value']}"


@pytest.mark.parametrize("proof", READS)
def test_count(proof: str) -> None:
    marked, _, meaning = proof.rpartition(" = ")
    text = marked.replace("[", "").replace("]", "")
    spans = [part.split("]")[0] for part in marked.split("[")[1:]]
    found = find_numbers(text, 0, len(text), french())
    assert [text[m.start:m.end].rstrip() for m in found] == spans
    assert [told(m.value) for m in found] == meaning.split(" / ")


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_count(text: str) -> None:
    assert find_numbers(text, 0, len(text), french()) == []


@pytest.mark.parametrize(("text", "share"), [
    ("pour plus de moitié des civils", ("plus de moitié", 1, 2, "more_than")),
    ("près de la moitié des habitants", ("près de la moitié", 1, 2, "nearly")),
    ("les deux tiers de la ville", ("les deux tiers", 2, 3, "exact")),
    ("un tiers de la ville", ("un tiers", 1, 3, "exact")),
    ("environ 70% du pays", ("environ 70%", 7, 10, "about")),
    ("et le reste vers le sud", ("le reste", None, None, "exact")),
])
def test_share(text: str, share: tuple[str, int | None, int | None, str]) -> None:
    [found] = find_shares(text, 0, len(text), french())
    assert (text[found.start:found.end], found.numerator, found.denominator, found.bound) == share
    assert found.rest == (share[1] is None)


def test_only_the_stretch_is_read() -> None:
    text = "12 morts et 13 blessés"
    [found] = find_numbers(text, 9, len(text), french())
    assert (found.start, found.value.value) == (12, 13)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 .,-'’°/%\u00a0\u202fàéAdeunmilorstqpx\n\u0000İß"), max_size=80))
def test_any_text_is_read(text: str) -> None:
    for mention in find_numbers(text, 0, len(text), french()):
        assert 0 <= mention.start < mention.end <= len(text)
