"""Who suits a need, and the words that say why."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from facilitator_app.domain.matching import (
    Candidate,
    Job,
    Level,
    MatchingRules,
    NeedProfile,
    Obstacle,
    Weights,
    rank,
    weigh,
)
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.travel import Place, Transport

START = dt.date(2026, 12, 7)
LA_GARDE, TOULON_WEST, FAR_AWAY = (
    Place(43.125, 6.010),
    Place(43.125, 5.895),
    Place(43.7, 7.2),
)
NEED = NeedProfile(
    key="B-112",
    rome_code="F1703",
    label="Maçon gros œuvre",
    start=START,
    place=LA_GARDE,
    wishes=frozenset({"CACES R482"}),
    posts=2,
)
MASON = Job("F1703", Level.EXPERIENCED, "maçon")
AIMS_AT_IT = Job("F1703", Level.AIMED, "maçon")
PERSON = Candidate(
    key="Aïcha",
    jobs=(MASON, AIMS_AT_IT),
    held=frozenset({"CACES R482"}),
    place=LA_GARDE,
    max_travel_minutes=40,
    transports=frozenset({Transport.PUBLIC}),
    hours_max=Decimal(35),
    eligible_until=dt.date(2028, 1, 1),
)


def test_a_person_who_has_everything_gets_all_the_points() -> None:
    found = weigh(PERSON, NEED)
    assert found.score == (35, 25, 20, 20)
    assert found.total == 100
    assert found.pluses == (
        "Métier déjà exercé\u00a0: maçon.",
        "Métier visé\u00a0: maçon.",
        "Souhaité et présent\u00a0: CACES R482.",
        "Trajet de 10 min environ.",
        "Disponible dès le 07/12/2026.",
    )
    assert found.minuses == ()


@pytest.mark.parametrize(
    ("change", "minus"),
    [
        ({"held": frozenset[str]()}, "Souhaité et absent\u00a0: CACES R482."),
        ({"place": TOULON_WEST}, "Trajet de 47 min, au-dessus des 40 min souhaitées."),
        ({"place": None}, "Trajet inconnu\u00a0: précisez la commune."),
        ({"available_from": dt.date(2026, 12, 14)}, "Disponible le 14/12/2026, 7 jours après le début."),
        (
            {"hours_max": Decimal(24)},
            "Souhaite 24\u00a0h par semaine au plus, le poste en demande 35\u00a0h.",
        ),
        ({"hours_min": Decimal(39), "hours_max": None},
         "Souhaite 39\u00a0h par semaine au moins, le poste en offre 35\u00a0h."),
        ({"jobs": (MASON, Job("F1201", Level.AIMED, "chef d’équipe"))}, "Projet\u00a0: chef d’équipe."),
        ({"jobs": (MASON,)}, "Projet à préciser\u00a0: aucun métier visé n’est noté."),
        ({"jobs": (AIMS_AT_IT,)}, "Pas encore d’expérience dans ce domaine."),
    ],
)  # fmt: skip
def test_what_speaks_against_costs_points_and_is_said(change: dict[str, object], minus: str) -> None:
    found = weigh(replace(PERSON, **change), NEED)  # type: ignore[arg-type]  # one field at a time, of its own type
    assert found.minuses == (minus,)
    assert 50 < found.total < 100


@pytest.mark.parametrize(
    ("change", "score"),
    [
        ({"hours_max": Decimal(24)}, (35, 25, 17, 20)),
        ({"available_from": dt.date(2026, 12, 8)}, (35, 25, 19, 20)),
        ({"available_from": dt.date(2026, 12, 14)}, (35, 25, 16, 20)),
        ({"place": None}, (35, 13, 20, 20)),
        ({"held": frozenset[str]()}, (26, 25, 20, 20)),
        ({"jobs": (AIMS_AT_IT,)}, (18, 25, 20, 20)),
    ],
)
def test_points_by_part(change: dict[str, object], score: tuple[int, int, int, int]) -> None:
    assert weigh(replace(PERSON, **change), NEED).score == score  # type: ignore[arg-type]  # as above


def test_a_journey_just_at_the_limit_is_kept() -> None:
    rules = MatchingRules(travel_stretch_percent=100)
    at_the_limit = replace(PERSON, place=TOULON_WEST, max_travel_minutes=47)
    assert weigh(at_the_limit, NEED, rules).score == (35, 10, 20, 20)
    assert weigh(replace(at_the_limit, max_travel_minutes=46), NEED, rules).score is None


def test_an_eligibility_that_soon_ends_is_pointed_out_without_costing_a_point() -> None:
    found = weigh(replace(PERSON, eligible_until=dt.date(2026, 12, 11)), NEED)
    assert found.minuses == ("Éligibilité à renouveler avant le 11/12/2026.",)
    assert found.total == 100


@pytest.mark.parametrize(
    ("change", "asked", "obstacle", "sentence"),
    [
        ({"eligible_until": None}, {}, Obstacle.ELIGIBILITY, "Éligibilité à établir\u00a0: aucune preuve acceptée."),
        (
            {"eligible_until": dt.date(2026, 12, 6)}, {}, Obstacle.ELIGIBILITY,
            "Éligibilité terminée le 06/12/2026, avant le début le 07/12/2026.",
        ),
        (
            {"available_from": dt.date(2026, 12, 29)}, {}, Obstacle.AVAILABILITY,
            "Disponible le 29/12/2026 seulement, début le 07/12/2026.",
        ),
        (
            {"placed_until": dt.date(2027, 1, 12)}, {}, Obstacle.AVAILABILITY,
            "En parcours jusqu’au 12/01/2027, début le 07/12/2026.",
        ),
        (
            {}, {"requirements": frozenset({"Permis B", "CACES R482"})}, Obstacle.REQUIREMENT,
            "Exigé pour ce poste et absent de la fiche\u00a0: Permis B.",
        ),
        (
            {"jobs": (Job("K2204", Level.EXPERIENCED),)}, {}, Obstacle.JOB,
            "Aucun métier visé ou exercé proche de «\u00a0Maçon gros œuvre\u00a0».",
        ),
        ({"jobs": ()}, {}, Obstacle.JOB, "Aucun métier noté. Ajoutez un métier visé ou exercé à la fiche."),
        (
            {}, {"rome_code": ""}, Obstacle.JOB,
            "Ce besoin n’a pas de code métier. Ajoutez-le au besoin\u00a0: F1703 par exemple.",
        ),
        (
            {}, {"reachable_without_car": False}, Obstacle.ACCESS,
            "Lieu non desservi, et pas de véhicule noté sur la fiche.",
        ),
        (
            {"place": TOULON_WEST, "max_travel_minutes": 30}, {}, Obstacle.TRAVEL,
            "Trajet de 47 min, au-dessus des 30 min souhaitées.",
        ),
    ],
)  # fmt: skip
def test_whoever_is_left_out_knows_why(
    change: dict[str, object], asked: dict[str, object], obstacle: Obstacle, sentence: str
) -> None:
    found = weigh(replace(PERSON, **change), replace(NEED, **asked))  # type: ignore[arg-type]  # as above
    assert found.score is None
    assert found.total == 0
    assert [(reason.obstacle, reason.sentence) for reason in found.excluded] == [(obstacle, sentence)]


def test_several_obstacles_are_all_said() -> None:
    found = weigh(replace(PERSON, eligible_until=None, place=FAR_AWAY), NEED)
    assert [reason.obstacle for reason in found.excluded] == [Obstacle.ELIGIBILITY, Obstacle.TRAVEL]


def test_nearer_jobs_weigh_more() -> None:
    def total(*jobs: Job) -> int:
        return weigh(replace(PERSON, jobs=jobs), NEED).total

    same, family, domain = (Job(code, Level.EXPERIENCED) for code in ("F1703", "F1702", "F1201"))
    assert total(same) > total(family) > total(domain) > 0
    assert total(same) > total(AIMS_AT_IT)
    assert total(same, AIMS_AT_IT) > total(same)
    assert weigh(replace(PERSON, jobs=(family,)), NEED).pluses[0] == "Métier voisin exercé\u00a0: F1702."
    assert weigh(replace(PERSON, jobs=(domain,)), NEED).pluses[0] == "Même domaine exercé\u00a0: F1201."


def test_the_ranking_puts_the_best_first_and_waiting_only_breaks_ties() -> None:
    recent = replace(PERSON, key="recent", waiting_since=dt.date(2026, 11, 1))
    patient = replace(PERSON, key="patient", waiting_since=dt.date(2025, 1, 1))
    weaker = replace(PERSON, key="weaker", held=frozenset(), waiting_since=dt.date(2020, 1, 1))
    outside = replace(PERSON, key="outside", eligible_until=None)
    ranking = rank([weaker, PERSON, recent, outside, patient], NEED)
    assert [entry.candidate.key for entry in ranking.ranked] == ["patient", "recent", "Aïcha", "weaker"]
    assert ranking.left_out == (outside,)


def test_neither_sex_nor_age_nor_origin_nor_district_can_enter_the_score() -> None:
    allowed = {
        "key", "jobs", "held", "place", "max_travel_minutes", "transports", "available_from", "placed_until",
        "hours_min", "hours_max", "eligible_until", "waiting_since",
    }  # fmt: skip
    assert {field.name for field in dataclasses.fields(Candidate)} == allowed


def test_weights_are_settings_that_total_100() -> None:
    project_only = MatchingRules(weights=Weights(0, 0, 0, 100))
    assert weigh(PERSON, NEED, project_only).score == (0, 0, 0, 100)
    with pytest.raises(Refusal, match="95 points au lieu de 100"):
        Weights(30, 25, 20, 20)
    with pytest.raises(Refusal, match="Trajet"):
        Weights(80, -20, 20, 20)
