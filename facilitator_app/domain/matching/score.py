"""The score of one person for one need: hard conditions, then four parts in whole points."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from facilitator_app.domain.matching.profiles import Candidate, Job, Level, NeedProfile
from facilitator_app.domain.matching.rules import MatchingRules
from facilitator_app.domain.travel import (
    MOTORISED,
    chord_km,
    journey_minutes,
    km_within,
    minutes_for,
    reach_as_square,
    squared_chord,
    usable_paces,
)

# Share (in percent) of a part earned by a job: unrelated, same domain (letter), same family (3 signs), same job.
SKILLS_SHARES = {Level.EXPERIENCED: (0, 35, 70, 100), Level.AIMED: (0, 20, 35, 50)}
PROJECT_SHARES = {Level.AIMED: (0, 30, 65, 100), Level.EXPERIENCED: (0, 15, 35, 50)}
WITHOUT_ANY_WISH = 75  # percent of the skills kept by a person who holds none of the wishes
AT_THE_LIMIT = 40  # percent of the travel part left by a journey as long as the person accepts
UNKNOWN_TRAVEL = 50
UNKNOWN = -1
BEYOND = 1_000_000
Known = dict[int, int | None]
"""Points by what people have in common; None when it leaves them out."""
Trades = dict[int, tuple[int, int]]
"""Percent of the skills and points of the project, by the jobs people have in common."""


class Score(NamedTuple):
    """Whole points of each part."""

    skills: int
    travel: int
    availability: int
    project: int

    @property
    def total(self) -> int:
        return self.skills + self.travel + self.availability + self.project


def proximity(code: str, other: str) -> int:
    """How near two ROME jobs are: 3 the same, 2 the same family, 1 the same domain, 0 unrelated or unknown."""
    if not code or not other:
        return 0
    if code == other:
        return 3
    if code[:3] == other[:3]:
        return 2
    return int(code[:1] == other[:1])


def job_shares(jobs: Iterable[Job], rome_code: str) -> tuple[int, int]:
    """Percent of the skills and of the project parts that the person's jobs earn; (0, 0) when all are unrelated."""
    skills = project = 0
    for job in jobs:
        near = proximity(job.rome_code, rome_code)
        skills = max(skills, SKILLS_SHARES[job.level][near])
        project = max(project, PROJECT_SHARES[job.level][near])
    return skills, project


def travel_share(minutes: int, accepted: int, rules: MatchingRules) -> int:
    """Percent of the travel part: whole up to a comfortable journey, then down to nothing at the stretched limit."""
    if minutes == UNKNOWN:
        return UNKNOWN_TRAVEL
    comfortable = min(rules.comfortable_minutes, accepted)
    if minutes <= comfortable:
        return 100
    if minutes <= accepted:
        return 100 - (100 - AT_THE_LIMIT) * (minutes - comfortable) // (accepted - comfortable)
    stretch = accepted * (rules.travel_stretch_percent - 100)
    return max(0, AT_THE_LIMIT - 100 * AT_THE_LIMIT * (minutes - accepted) // stretch) if stretch > 0 else 0


def availability_share(late_days: int, asked: Decimal, least: Decimal, most: Decimal, rules: MatchingRules) -> int:
    """Percent of the availability part: six tenths for the day, four for the hours per week."""
    day = 100 if late_days <= 0 else 100 - 100 * late_days // (rules.late_days + 1)
    week = 100
    if asked > most:
        week = int(100 * most / asked)
    elif asked < least:
        week = int(100 * asked / least)
    return (60 * day + 40 * week) // 100


def accepted_minutes(candidate: Candidate, rules: MatchingRules) -> int:
    """The journey the person accepts, or the usual one when she named none."""
    return rules.usual_travel_minutes if candidate.max_travel_minutes is None else max(0, candidate.max_travel_minutes)


class Likeness:
    """Numbers what several people have in common, so that it is weighed once for each need."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def of(self, *shared: Hashable) -> int:
        return self._known.setdefault(shared, len(self._known))


class Person:
    """A candidate made ready for comparing with many needs: each thing read, converted or looked up once.

    People with the same `trade` have the same jobs, with the same `means` they hold and drive the same, with the same
    `journey` they leave from the same place in the same way, with the same `week` they want the same hours.
    """

    __slots__ = (
        "accepted", "candidate", "eligible_until", "free_from", "held", "hours_max", "hours_min", "jobs", "journey",
        "key", "located", "longest", "means", "motorised", "paces", "reach", "trade", "week", "x", "y", "z",
    )  # fmt: skip

    def __init__(self, candidate: Candidate, rules: MatchingRules, likeness: Likeness | None = None) -> None:
        self.candidate = candidate
        self.key = candidate.key
        self.jobs = candidate.jobs
        self.held = candidate.held
        self.eligible_until = candidate.eligible_until.toordinal() if candidate.eligible_until else 0
        self.free_from = candidate.free_from.toordinal()
        self.hours_min = max(Decimal(0), candidate.hours_min or Decimal(0))
        self.hours_max = Decimal("Infinity") if candidate.hours_max is None else max(Decimal(0), candidate.hours_max)
        self.motorised = not MOTORISED.isdisjoint(candidate.transports)
        self.accepted = accepted_minutes(candidate, rules)
        self.longest = rules.travel_stretch_percent * self.accepted // 100
        self.paces = usable_paces(candidate.transports, rules.speeds)
        self.located = candidate.place is not None
        self.x, self.y, self.z = candidate.place.vector if candidate.place else (0.0, 0.0, 0.0)
        # Half a minute more, because minutes are rounded. From an unknown place, nothing is too far.
        self.reach = reach_as_square(km_within(self.longest + 0.5, self.paces)) if candidate.place else math.inf
        self.trade = self.means = self.journey = self.week = 0
        if likeness is not None:
            self.trade = likeness.of("trade", self.jobs)
            self.means = likeness.of("means", self.held, self.motorised)
            self.journey = likeness.of("journey", candidate.place, candidate.transports, self.paces, self.accepted)
            self.week = likeness.of("week", self.hours_min, self.hours_max)


class Scorer:
    """Scores people for one need."""

    def __init__(self, need: NeedProfile, rules: MatchingRules) -> None:
        self.need = need
        self.rules = rules
        self._start = need.start.toordinal()
        self._latest = self._start + rules.late_days
        self._vector = need.place.vector if need.place else None
        self._around = rules.speeds.table.around(need.place.commune) if need.place else frozenset()

    def within_reach(self, people: Iterable[Person]) -> list[Person]:
        """The people whom the distance does not leave out at first sight, in the order given: their journey decides.

        Written out in one expression because it sees every pair of the house.
        """
        if self._vector is None:
            return list(people)
        x, y, z = self._vector
        if self._around:  # these take the time the house says, however far they look
            return [person for person in people if self._is_known(person) or self.minutes(person) != BEYOND]
        return [
            person
            for person in people
            if (x - person.x) * (x - person.x) + (y - person.y) * (y - person.y) + (z - person.z) * (z - person.z)
            <= person.reach
        ]

    def score(self, person: Person) -> Score | None:
        """The four parts; None when a hard condition fails. The quickest conditions come first."""
        if person.eligible_until < self._start or person.free_from > self._latest:
            return None
        merit = self._merit(person)
        if merit is None or (travel := self._travel(person)) is None:
            return None
        skills, project = merit
        return Score(skills, travel, self._availability(person), project)

    def totals(self, people: Iterable[Person], journeys: Known, trades: Trades) -> Iterator[tuple[Hashable, int]]:
        """The total of `score` for each of these people `within_reach`, those left out by another condition excepted.

        What people have in common is weighed once, hence the numbers of a `Likeness`: every pair of the house comes
        through here. `journeys` remembers the points of the journeys to the place of this need, `trades` what jobs
        earn for its ROME code. The journey, which takes the longest to work out, comes last.
        """
        start, latest, weight = self._start, self._latest, self.rules.weights.skills
        means: Known = {}
        availabilities: dict[tuple[int, int], int] = {}
        for person in people:
            free_from = person.free_from
            if person.eligible_until < start or free_from > latest:
                continue
            try:
                kept = means[person.means]
            except KeyError:
                kept = means[person.means] = self._kept(person)
            if kept is None:
                continue
            try:
                skills, project = trades[person.trade]
            except KeyError:
                skills, project = trades[person.trade] = self._earned(person)
            if not skills:
                continue
            try:
                travel = journeys[person.journey]
            except KeyError:
                travel = journeys[person.journey] = self._travel(person)
            if travel is None:
                continue
            when = free_from - start if free_from > start else 0, person.week
            try:
                availability = availabilities[when]
            except KeyError:
                availability = availabilities[when] = self._availability(person)
            yield person.key, (weight * skills * kept + 5000) // 10000 + project + travel + availability

    def _merit(self, person: Person) -> tuple[int, int] | None:
        """Points of the skills and of the project; None when a means, a requirement or a job is missing."""
        kept = self._kept(person)
        if kept is None:
            return None
        skills, project = self._earned(person)
        return ((self.rules.weights.skills * skills * kept + 5000) // 10000, project) if skills else None

    def _kept(self, person: Person) -> int | None:
        """Percent of the skills kept for the wishes; None when a requirement, or the means to come, is missing."""
        need = self.need
        if not (need.reachable_without_car or person.motorised) or not need.requirements <= person.held:
            return None
        if not need.wishes:
            return 100
        return WITHOUT_ANY_WISH + (100 - WITHOUT_ANY_WISH) * len(need.wishes & person.held) // len(need.wishes)

    def _earned(self, person: Person) -> tuple[int, int]:
        """What the person's jobs earn: percent of the skills, points of the project."""
        skills, project = job_shares(person.jobs, self.need.rome_code)
        return skills, (self.rules.weights.project * project + 50) // 100

    def _travel(self, person: Person) -> int | None:
        """Points of the journey; None when it is too long."""
        minutes = self.minutes(person)
        if minutes > person.longest:
            return None
        return (self.rules.weights.travel * travel_share(minutes, person.accepted, self.rules) + 50) // 100

    def _availability(self, person: Person) -> int:
        late = person.free_from - self._start
        share = availability_share(late, self.need.hours_per_week, person.hours_min, person.hours_max, self.rules)
        return (self.rules.weights.availability * share + 50) // 100

    def minutes(self, person: Person) -> int:
        """Journey of the person to the need, in minutes; UNKNOWN when either place is, BEYOND when out of reach."""
        if self._vector is None or not person.located:
            return UNKNOWN
        start, end = person.candidate.place, self.need.place
        if start and end and self._is_known(person):
            return journey_minutes(start, end, person.candidate.transports, self.rules.speeds)
        square = squared_chord((person.x, person.y, person.z), self._vector)
        return BEYOND if square > person.reach else minutes_for(chord_km(square), person.paces)

    def _is_known(self, person: Person) -> bool:
        place = person.candidate.place
        return bool(self._around) and place is not None and place.commune in self._around
