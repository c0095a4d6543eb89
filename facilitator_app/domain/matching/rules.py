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
