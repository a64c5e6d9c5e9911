"""Who says what: statements read off the ways in which French dispatches report speech."""

from __future__ import annotations

from datetime import date

import pytest

from bilan.claims import Alignment, Toll
from bilan.dispatch import Dispatch
from bilan.pipeline import Pipeline

DAY = date(2020, 5, 13)
# What makes a text one about a war, so that all its sentences are read.
LEAD = "Les combats ont repris à Gao. "

# A text, a speaker that it names, whether the speech is direct, and what is said; all of our own.
SPOKEN = [
    ('Selon le maire, "les obus tombent sur le marché".', "le maire", True, "les obus tombent sur le marché"),
    ('La ville "manque de tout depuis un mois", selon le maire.', "le maire", False, "La ville"),
    ("L'attaque est confirmée par deux hôpitaux de Gao, qui ont annoncé dix morts.", "deux hôpitaux de Gao", False,
     "dix"),
    ('Pour le préfet, la route "reste fermée à tous les convois".', "le préfet", False, "la route"),
    ('"Les rebelles tirent sur nous", a plus tôt indiqué un officier.', "un officier", True, "Les rebelles"),
    ("Les shebab ont de leur côté affirmé avoir tué dix soldats.", "Les shebab", False, "avoir tué dix soldats"),
    ("L'étude explique que les milices recrutent des enfants.", "L'étude", False, "les milices recrutent des enfants"),
    ("L'un des avocats a assuré que la milice avait tiré.", "L'un des avocats", False, "la milice avait tiré"),
    ("Le mouvement s'est dit prêt à une trêve.", "Le mouvement", False, "prêt à une trêve"),
    ("Le ministre a rappelé la promesse des rebelles.", "Le ministre", False, "la promesse des rebelles"),
    ("Le maire insiste pour que le couloir reste ouvert.", "Le maire", False, "le couloir reste ouvert"),
    ("Le colonel a présenté ses condoléances aux familles.", "Le colonel", False, "ses condoléances"),
]

# A text, and the speakers of its speeches in order.
VOICES = [
    ('Le maire de Gao est sorti sur la place. "Nous avons tout perdu."', ["Le maire de Gao"]),
    ('Le berger montre les ruines: "Nous avons tout perdu."', ["Le berger"]),
    (
        'La ministre Fatou Sow a vu le colonel Ali Diop. "La route est coupée", a-t-elle dit.',
        ["Fatou Sow"],
    ),
    (
        'Selon un expert, la trêve tiendra. "Les deux camps sont épuisés", ajoutait-il.',
        ["un expert"],
    ),
    (
        '"Les tirs ont repris", a dit le préfet Ali Diop. Ce dernier a demandé des renforts.',
        ["Ali Diop", "Ali Diop"],
    ),
    (
        "Le préfet Ali Diop a dit que l'armée avait promis un convoi. Il a appelé les habitants au calme.",
        ["Ali Diop", "l'armée", "Ali Diop"],
    ),
    (
        "Le préfet a dit que « l'armée répondra à toute attaque » et que les tirs reprendront « dès lundi ».",
        ["Le préfet"],
    ),
    ("Le guide du mouvement, l'ayatollah Ali Hassan, a dit que la trêve tenait.", ["Ali Hassan"]),
    ("Le préfet a écrit au colonel Ali Diop, un allié du maire, qui a dénoncé les raids.", ["Ali Diop"]),
    ("L'armée a frappé des rebelles soutenus par le Tchad, qui a dénoncé les raids.", ["Tchad"]),
]

SPOKEN_ON = [
    (
        '"La route est coupée", a dit le préfet, en rappelant que les convois attendent.',
        ["le préfet", "le préfet"],
    ),
    ('Le préfet a dit que la route est coupée. Et d\'ajouter: "Nous attendons un convoi."', ["Le préfet", "Le préfet"]),
]

# Texts in which nobody says what a first reading might take for speech.
UNSAID = [
    "L'armée reprend les villages du nord tandis que des familles fuient les combats.",
    "L'armée reprend la route avant que les pluies n'arrivent.",
    "L'attaque, revendiquée par les rebelles, a fait dix morts.",
    "Le colonel appelle son adjoint au téléphone.",
    "La cour a condamné le milicien à dix ans de prison.",
    "Le général a rappelé ses soldats.",
    "Les habitants redoutent que la trêve ne tienne pas.",
    'La "perle du désert" est tombée, selon le maire.',
    "Les manifestants se pressent devant le palais.",
    "Le bilan des raids n'a pu être vérifié de source indépendante.",
    "L'armée a repris ses tirs, avec moins de force que la veille.",
]


# A text, and all that is said in it.
ENDS = [
    ("Les rebelles, qui disent avoir signé la trêve, ont tiré sur le poste.", "avoir signé la trêve"),
    ("L'armée nie avoir tiré et a dénoncé une rumeur.", "avoir tiré"),
    ("Le préfet a annoncé dix arrestations sans donner de détails.", "dix arrestations"),
    ("Les shebab ont revendiqué l'attaque dans un communiqué.", "l'attaque"),
    ('Le berger montre les ruines: "Nous avons tout perdu", dit-il.', "Nous avons tout perdu"),
    (
        'La route "reste fermée. Personne ne passe depuis hier", a dit le préfet.',
        'La route "reste fermée. Personne ne passe depuis hier"',
    ),
    ("Le préfet a dénoncé les tirs sur le convoi, les qualifiant de crime.", "les tirs sur le convoi"),
    ("L'Union a dénoncé l'attaque, accusant la milice de pillages.", "l'attaque"),
    ("L'armée affirme que la milice a brûlé un village, ce que le préfet conteste.", "la milice a brûlé un village"),
    ("Le ministre a qualifié le raid du port de crime de guerre.", "le raid du port de crime de guerre"),
    ("Le préfet a de son côté dénoncé les tirs sur le convoi.", "les tirs sur le convoi"),
    ("L'armée affirme avoir pris deux villages, des affirmations rejetées par le préfet.", "avoir pris deux villages"),
    ("Le Tchad a appelé à cesser les tirs, tout comme le Niger.", "cesser les tirs"),
    ("Il a appelé tous les pays voisins, notamment le Niger et le Mali, à être solidaires.", "être solidaires"),
]


@pytest.mark.parametrize(("text", "speaker", "direct", "content"), SPOKEN)
def test_speech_is_read(pipeline: Pipeline, text: str, speaker: str, direct: bool, content: str) -> None:
    text = LEAD + text
    told = pipeline.analyse(Dispatch("x", text, "fr", DAY)).statements()
    assert [(a.source.text, a.direct) for a in told] == [(speaker, direct)]
    assert text[told[0].start:told[0].end].startswith(content)


@pytest.mark.parametrize(("text", "speakers"), [*VOICES, *SPOKEN_ON])
def test_the_speaker_is_found(pipeline: Pipeline, text: str, speakers: list[str]) -> None:
    told = pipeline.analyse(Dispatch("x", LEAD + text, "fr", DAY)).statements()
    assert [a.source.text for a in told] == speakers


@pytest.mark.parametrize("text", UNSAID)
def test_nobody_speaks(pipeline: Pipeline, text: str) -> None:
    assert pipeline.analyse(Dispatch("x", LEAD + text, "fr", DAY)).statements() == []


@pytest.mark.parametrize(("text", "content"), ENDS)
def test_what_is_said_ends(pipeline: Pipeline, text: str, content: str) -> None:
    text = LEAD + text
    told = pipeline.analyse(Dispatch("x", text, "fr", DAY)).statements()
    assert text[told[0].start:told[0].end] == content


@pytest.mark.parametrize(("text", "count", "source"), [
    ("Un berger a parlé de trois morts à Gao. Deux autres ont été tués près d'une maison, selon la même source.", 2,
     "Un berger"),
    ("Un officier de Gao a dit que la milice avançait. D'après cette source, neuf civils ont été tués.", 9,
     "Un officier de Gao"),
    ("Douze soldats ont été tués à Gao, a-t-on appris auprès du gouverneur.", 12, "gouverneur"),
    ("Quatre civils ont été tués à Gao, selon l'une de ces sources.", 4, "l'une de ces sources"),
    ("Des raids ont fait 15 morts à Gao, selon un bilan officiel: 9 civils tués lundi et 6 soldats tués mardi.", 15,
     "un bilan officiel"),
    ("Le raid a suivi l'annonce par l'armée de la mort de trois rebelles à Gao.", 3, "l'armée"),
    ("Le chef rebelle Ali Diop a revendiqué le raid dans un message sur WhatsApp affirmant que 20 policiers ont été "
     "tués à Gao.", 20, "Ali Diop"),
    ("Selon un médecin militaire, les neuf tués sont huit gendarmes et un garde.", 9, "un médecin militaire"),
])
def test_a_toll_s_source_is_found(pipeline: Pipeline, text: str, count: int, source: str) -> None:
    tolls = [c for c in pipeline.extract(Dispatch("x", text, "fr", DAY)).claims if isinstance(c, Toll)]
    found = next(c.source for c in tolls if c.count.value == count)
    assert found is not None and (found.name or found.text) == source


@pytest.mark.parametrize(("text", "sources"), [
    ("Selon Tunis, qui soutient l'armée libyenne, la trêve tient.", [None]),
    ("Le M23, soutenu par le Rwanda selon des experts, a pris Goma.", ["des experts"]),
    ("Kinshasa accuse Kigali de soutenir le M23, ce que Kigali a toujours nié.", [None, "Kinshasa"]),
])
def test_an_alignment_s_source_is_found(pipeline: Pipeline, text: str, sources: list[str | None]) -> None:
    """What describes a source is the outlet's, what stands in an aside is of its own source, and a charge is the
    accuser's, whoever denies it."""
    claims = pipeline.extract(Dispatch("x", text, "fr", DAY)).claims
    assert [c.source.text if c.source else None for c in claims if isinstance(c, Alignment)] == sources
