"""Why an hour that was declared is not counted."""

from __future__ import annotations

from facilitator_app.domain.base import Labelled


class Uncounted(Labelled):
    """Each hour that is not counted has one reason: the first that applies, in this order."""

    NOT_ELIGIBLE = "not_eligible", "Éligibilité non établie"
    BEFORE_VALIDATION = "before_validation", "Avant la validation de l’éligibilité"
    AFTER_ELIGIBILITY = "after_eligibility", "Après la fin de l’éligibilité"
    OUTSIDE_DATES = "outside_dates", "Hors des dates du lot"
    NOT_WORKED = "not_worked", "Payées mais non travaillées"
    ELSEWHERE = "elsewhere", "Sur un autre chantier"
    OVERTIME = "overtime", "Heures supplémentaires"
    CENTRE = "centre", "En centre de formation"
    TRAINING = "training", "Formation"
    TRAINING_CAP = "training_cap", "Formation au-delà du plafond"

    @property
    def in_a_sentence(self) -> str:
        """Without its capital letter."""
        return self.label[:1].lower() + self.label[1:]
