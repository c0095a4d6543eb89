"""The score in words: why a person is left out, what speaks for her, what speaks against."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from facilitator_app.domain.matching.profiles import Candidate, Job, Level, NeedProfile
from facilitator_app.domain.matching.rules import DEFAULT_RULES, MatchingRules
from facilitator_app.domain.matching.score import (
    UNKNOWN,
    Person,
    Score,
    Scorer,
    accepted_minutes,
    job_shares,
    proximity,
)
from facilitator_app.domain.travel import journey_minutes
from facilitator_app.domain.values import written_date, written_hours


class Obstacle(StrEnum):
    """A hard condition that is not met."""

    ELIGIBILITY = "eligibility"
    AVAILABILITY = "availability"
    REQUIREMENT = "requirement"
    JOB = "job"
    ACCESS = "access"
    TRAVEL = "travel"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person is left out for this need, as a sentence."""

    obstacle: Obstacle
    sentence: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person for one need. Left out: reasons and no score; otherwise a score and what is behind it."""

    excluded: tuple[Reason, ...]
    score: Score | None
    pluses: tuple[str, ...] = ()
    minuses: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return 0 if self.score is None else self.score.total


def weigh(candidate: Candidate, need: NeedProfile, rules: MatchingRules = DEFAULT_RULES) -> Assessment:
    """The score of `rank` for this person, with all the reasons in words."""
    scorer = Scorer(need, rules)
    person = Person(candidate, rules)
    minutes = UNKNOWN
    if candidate.place is not None and need.place is not None:
        minutes = journey_minutes(candidate.place, need.place, candidate.transports, rules.speeds)
    score = scorer.score(person)
    if score is None:
        return Assessment(tuple(_obstacles(person, need, minutes, rules)), None)
    remarks = [
        *_about_jobs(candidate, need),
        *_about_wishes(candidate, need),
        *_about_travel(candidate, minutes, rules),
        *_about_availability(candidate, need),
        *_about_eligibility(candidate, need, rules),
    ]
    return Assessment(
        excluded=(),
        score=score,
        pluses=tuple(text for favourable, text in remarks if favourable),
        minuses=tuple(text for favourable, text in remarks if not favourable),
    )


def _obstacles(person: Person, need: NeedProfile, minutes: int, rules: MatchingRules) -> Iterator[Reason]:
    candidate = person.candidate
    start = written_date(need.start)
    if candidate.eligible_until is None:
        yield Reason(Obstacle.ELIGIBILITY, "Éligibilité à établir\u00a0: aucune preuve acceptée.")
    elif candidate.eligible_until < need.start:
        yield Reason(
            Obstacle.ELIGIBILITY,
            f"Éligibilité terminée le {written_date(candidate.eligible_until)}, avant le début le {start}.",
        )
    if candidate.free_from > need.start + dt.timedelta(rules.late_days):
        until = candidate.placed_until
        if until is not None and candidate.free_from > until and until >= need.start:
            text = f"En parcours jusqu’au {written_date(until)}, début le {start}."
        else:
            text = f"Disponible le {written_date(candidate.free_from)} seulement, début le {start}."
        yield Reason(Obstacle.AVAILABILITY, text)
    if missing := sorted(need.requirements - candidate.held):
        yield Reason(Obstacle.REQUIREMENT, f"Exigé pour ce poste et absent de la fiche\u00a0: {', '.join(missing)}.")
    if not need.rome_code:
        yield Reason(Obstacle.JOB, "Ce besoin n’a pas de code métier. Ajoutez-le au besoin\u00a0: F1703 par exemple.")
    elif not candidate.jobs:
        yield Reason(Obstacle.JOB, "Aucun métier noté. Ajoutez un métier visé ou exercé à la fiche.")
    elif not job_shares(candidate.jobs, need.rome_code)[0]:
        yield Reason(Obstacle.JOB, f"Aucun métier visé ou exercé proche de «\u00a0{need.label}\u00a0».")
    if not need.reachable_without_car and not person.motorised:
        yield Reason(Obstacle.ACCESS, "Lieu non desservi, et pas de véhicule noté sur la fiche.")
    if minutes > person.longest:
        yield Reason(Obstacle.TRAVEL, _too_long(minutes, person.accepted))


def _too_long(minutes: int, accepted: int) -> str:
    return f"Trajet de {minutes} min, au-dessus des {accepted} min souhaitées."


def _about_jobs(candidate: Candidate, need: NeedProfile) -> Iterator[tuple[bool, str]]:
    done = _nearest(candidate, need, Level.EXPERIENCED)
    near_done = proximity(done.rome_code, need.rome_code) if done else 0
    if done and near_done == 3:
        yield True, f"Métier déjà exercé\u00a0: {done.name}."
    elif done and near_done == 2:
        yield True, f"Métier voisin exercé\u00a0: {done.name}."
    elif done and near_done == 1:
        yield True, f"Même domaine exercé\u00a0: {done.name}."
    else:
        yield False, "Pas encore d’expérience dans ce domaine."
    aimed = _nearest(candidate, need, Level.AIMED)
    near_aimed = proximity(aimed.rome_code, need.rome_code) if aimed else 0
    if aimed and near_aimed >= 2:
        yield True, f"{'Métier visé' if near_aimed == 3 else 'Métier voisin visé'}\u00a0: {aimed.name}."
    elif aimed:
        yield False, f"Projet\u00a0: {aimed.name}."
    else:
        yield False, "Projet à préciser\u00a0: aucun métier visé n’est noté."


def _nearest(candidate: Candidate, need: NeedProfile, level: Level) -> Job | None:
    jobs = [job for job in candidate.jobs if job.level is level]
    return max(jobs, key=lambda job: proximity(job.rome_code, need.rome_code), default=None)


def _about_wishes(candidate: Candidate, need: NeedProfile) -> Iterator[tuple[bool, str]]:
    if held := sorted(need.wishes & candidate.held):
        yield True, f"Souhaité et présent\u00a0: {', '.join(held)}."
    if missing := sorted(need.wishes - candidate.held):
        yield False, f"Souhaité et absent\u00a0: {', '.join(missing)}."


def _about_travel(candidate: Candidate, minutes: int, rules: MatchingRules) -> Iterator[tuple[bool, str]]:
    accepted = accepted_minutes(candidate, rules)
    if minutes == UNKNOWN:
        yield False, "Trajet inconnu\u00a0: précisez la commune."
    elif minutes > accepted:
        yield False, _too_long(minutes, accepted)
    else:
        yield True, f"Trajet de {minutes} min environ."


def _about_availability(candidate: Candidate, need: NeedProfile) -> Iterator[tuple[bool, str]]:
    late = (candidate.free_from - need.start).days
    if late <= 0:
        yield True, f"Disponible dès le {written_date(need.start)}."
    else:
        days = f"{late} jour{'s' if late > 1 else ''}"
        yield False, f"Disponible le {written_date(candidate.free_from)}, {days} après le début."
    asked, least, most = need.hours_per_week, candidate.hours_min, candidate.hours_max
    if most is not None and asked > most:
        yield False, f"Souhaite {written_hours(most)} par semaine au plus, le poste en demande {written_hours(asked)}."
    elif least is not None and asked < least:
        yield False, f"Souhaite {written_hours(least)} par semaine au moins, le poste en offre {written_hours(asked)}."


def _about_eligibility(candidate: Candidate, need: NeedProfile, rules: MatchingRules) -> Iterator[tuple[bool, str]]:
    until = candidate.eligible_until
    if until is not None and (until - need.start).days < rules.renewal_days:
        yield False, f"Éligibilité à renouveler avant le {written_date(until)}."
