"""How long eligibility lasts, by which rule, and what the house decides by hand: extensions and refusals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from facilitator_app.domain.eligibility_file import RefusalCode
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.proofs import EligibilityRules, Finding
from facilitator_app.domain.values import add_months, written_date

_PERMANENT = (EmploymentContract.PERMANENT, EmploymentContract.PERMANENT_SITE)
_ALTERNATING = (EmploymentContract.APPRENTICESHIP, EmploymentContract.PROFESSIONAL)


@dataclass(frozen=True, slots=True)
class Hire:
    """A contract of employment, whose kind may change how long its hours count."""

    kind: EmploymentContract
    starts_on: dt.date
    ends_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """Eligibility made longer by hand."""

    until: dt.date
    reason: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class RefusalMade:
    """A refusal holds from the day it is decided until the day before it is lifted."""

    code: RefusalCode
    note: str
    decided_on: dt.date
    lifted_on: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        return self.decided_on <= on and (self.lifted_on is None or on < self.lifted_on)

    @property
    def sentence(self) -> str:
        note = f" ({self.note.rstrip('. ')})" if self.note else ""
        return f"Refus du {written_date(self.decided_on)}\u00a0: {_lower(self.code.label)}{note}."


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided by hand about a person; what is decided after a day says nothing of that day."""

    extensions: tuple[Extension, ...] = ()
    refusals: tuple[RefusalMade, ...] = ()

    def refusal(self, on: dt.date) -> RefusalMade | None:
        return next((refusal for refusal in self.refusals if refusal.holds(on)), None)


NO_DECISIONS = Decisions()
_EXTENDED = "prolongée à la main\u00a0: "


@dataclass(frozen=True, slots=True)
class Lasting:
    """The last day covered (None: no end) and what gives it, whose words are only made when they are asked for."""

    until: dt.date | None
    words: str
    months: int = 0
    since: dt.date | None = None

    @property
    def rule(self) -> str:
        return self.words.format(months=self.months, since=written_date(self.since))


def lasting(finding: Finding, opened_on: dt.date, rules: EligibilityRules) -> Lasting:
    """What one accepted criterion gives, from the first day of the first contract under the clause."""
    category = finding.category
    if category.while_valid:
        until = finding.proof.valid_until
        if until is None:
            return Lasting(None, "tant que la personne reste dans la structure")
        return Lasting(until, "aussi longtemps que la pièce est valable")
    months = category.months or rules.months
    return Lasting(_after(opened_on, months), "{months} mois à partir du {since}, premier contrat", months, opened_on)


def longest(
    accepted: Iterable[Finding],
    opened_on: dt.date,
    on: dt.date,
    rules: EligibilityRules,
    hire: Hire | None = None,
    extensions: Iterable[Extension] = (),
) -> Lasting:
    """The longest of what the criteria, the contract of employment and the extensions known on that day give."""
    best = max([lasting(finding, opened_on, rules) for finding in accepted], key=_order)
    if hire is not None and (best.until is None or best.until >= hire.starts_on):
        own = _of_contract(hire, rules)
        best = max((best, own), key=_order) if own else best
    for extension in extensions:
        if extension.decided_on <= on and extension.until > _order(best):
            best = Lasting(extension.until, _EXTENDED + extension.reason.replace("{", "{{").replace("}", "}}"))
    return best


def covered_until(
    frozen: Sequence[dt.date | None], judged: dt.date | None, extensions: Iterable[Extension], on: dt.date
) -> dt.date | None:
    """The last day covered, for the screens (None: no end): what contracts froze, else what is judged today.

    An extension counts for the contracts to come, and is shown with those begun.
    """
    if not frozen:
        return judged
    if None in frozen:
        return None
    longer = [extension.until for extension in extensions if extension.decided_on <= on]
    return max([*(day for day in frozen if day), *longer])


def whole_alternance(hire: Hire, rules: EligibilityRules) -> Lasting | None:
    """A contract of alternance to its last day, within the limit the house sets; None for any other contract."""
    if hire.kind not in _ALTERNATING or rules.alternating_months is None:
        return None
    most = _after(hire.starts_on, rules.alternating_months)
    until = min(hire.ends_on or most, most)
    return Lasting(until, "alternance\u00a0: contrat entier, {months} mois au plus", rules.alternating_months)


def _of_contract(hire: Hire, rules: EligibilityRules) -> Lasting | None:
    if hire.kind in _PERMANENT and rules.permanent_months is not None:
        months = rules.permanent_months
        return Lasting(_after(hire.starts_on, months), "CDI\u00a0: {months} mois à partir de l’embauche", months)
    return whole_alternance(hire, rules)


def _order(found: Lasting) -> dt.date:
    return found.until or dt.date.max


def _after(first: dt.date, months: int) -> dt.date:
    return add_months(first, months) - dt.timedelta(1)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
