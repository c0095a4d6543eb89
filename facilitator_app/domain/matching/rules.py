"""The settings of matching: what each part of the score weighs, and where the hard conditions stand."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.travel import DEFAULT_SPEEDS, TravelSpeeds

PARTS = ("skills", "travel", "availability", "project")
PART_LABELS = {"skills": "Compétences", "travel": "Trajet", "availability": "Disponibilité", "project": "Projet"}


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of each part; they total 100. Raises Refusal otherwise."""

    skills: int = 35
    travel: int = 25
    availability: int = 20
    project: int = 20

    def __post_init__(self) -> None:
        if problems := [
            Problem(part, f"Le poids «\u00a0{PART_LABELS[part]}\u00a0» est négatif. Indiquez 0 ou plus.")
            for part in PARTS
            if getattr(self, part) < 0
        ]:
            raise Refusal(*problems)
        total = self.skills + self.travel + self.availability + self.project
        if total != 100:
            raise Refusal.because(
                f"Les quatre poids font {total} points au lieu de 100. Exemple\u00a0: 35, 25, 20 et 20."
            )

    @classmethod
    def rescaled(cls, skills: int, travel: int, availability: int, project: int) -> Weights:
        """Weights of any total brought back to 100, in the same proportions (largest remainders get the last points).

        Raises Refusal when one is negative or when all are zero.
        """
        asked = (skills, travel, availability, project)
        total = sum(asked)
        if min(asked) < 0 or total == 0:
            raise Refusal.because("Donnez au moins un poids au-dessus de 0, et aucun en dessous.")
        points = [100 * weight // total for weight in asked]
        by_remainder = sorted(range(4), key=lambda part: -(100 * asked[part] % total))
        for part in by_remainder[: 100 - sum(points)]:
            points[part] += 1
        return cls(*points)


@dataclass(frozen=True, slots=True)
class MatchingRules:
    """House settings of matching."""

    weights: Weights = Weights()
    speeds: TravelSpeeds = DEFAULT_SPEEDS
    usual_travel_minutes: int = 45  # for a person who named no limit
    comfortable_minutes: int = 10  # below, a journey costs no point
    travel_stretch_percent: int = 150  # of the accepted journey: beyond, the person is left out
    late_days: int = 21  # a person free that long after the start is still shown, with fewer points
    renewal_days: int = 60  # an eligibility ending sooner after the start is pointed out


DEFAULT_RULES = MatchingRules()
