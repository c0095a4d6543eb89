"""What an obligation makes due at a date, event by event: the figure of the contract, then all that changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from facilitator_app.domain.account.rounding import rounded
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import ChangeKind, ObligationForm, ObligationState, Rounding, TurnoverKind
from facilitator_app.domain.values import Hours

ALWAYS = dt.date.min
"""The day of what was so since the beginning."""
NO_KEY = Key("")
BY_AMOUNT = {
    ObligationForm.PER_AMOUNT: TurnoverKind.INVOICED,
    ObligationForm.PURCHASE_ORDERS: TurnoverKind.ORDERED,
    ObligationForm.SHARE_WORKED: TurnoverKind.BASE_HOURS,
}
"""What each form that follows the real volume of the contract is worked out from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An obligation as signed; the fields are those of the record of that name."""

    key: Key = NO_KEY
    form: ObligationForm = ObligationForm.FIXED
    state: ObligationState = ObligationState.FIRM
    label: str = ""
    article: str = ""
    hours: Decimal | None = None
    hours_per: Decimal | None = None
    per_amount: Decimal | None = None
    threshold: Decimal | None = None
    share: Decimal | None = None
    posts: int | None = None
    hours_per_post: Decimal | None = None
    amount: Decimal | None = None
    rounding: Rounding = Rounding.NEAREST
    starts_on: dt.date | None = None
    recorded_on: dt.date | None = None
    company_id: Key | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An event of the obligation; `hours` and `amount` are signed."""

    key: Key = NO_KEY
    kind: ChangeKind
    effective_on: dt.date
    recorded_on: dt.date
    hours: Decimal | None = None
    amount: Decimal | None = None
    article: str = ""
    reason: str = ""
    decided_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What was invoiced or ordered, in euros, or worked, in hours; negative when it corrects."""

    key: Key = NO_KEY
    kind: TurnoverKind
    effective_on: dt.date
    recorded_on: dt.date
    amount: Decimal
    company_id: Key | None = None
    reference: str = ""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One event and what it changes in the hours due, in whole figures of the account: their sum is what is due."""

    what: Terms | Change | Amount
    hours: Hours
    total: Hours
    """What the obligation makes due once this line is written."""

    @property
    def effective_on(self) -> dt.date:
        return _effective_on(self.what)


@dataclass(frozen=True, slots=True)
class Due:
    """The lines of one obligation, the oldest first."""

    terms: Terms
    lines: tuple[DueLine, ...]

    @property
    def hours(self) -> Hours:
        return self.lines[-1].total if self.lines else _ZERO

    @property
    def as_signed(self) -> Hours:
        """What the contract said before any event; it stays written beside what is due today."""
        return self.lines[0].total if self.lines else _ZERO


_ZERO = Hours(Decimal("0.00"))


def due_at(
    terms: Terms, changes: Iterable[Change], amounts: Iterable[Amount], on: dt.date, known_on: dt.date = dt.date.max
) -> Due:
    """What was due on a day, with what was known on another: later events are left out, whenever they were written."""
    if not _known(terms, on, known_on):
        return Due(terms, ())
    kind = BY_AMOUNT.get(terms.form)
    events: list[Change | Amount] = [event for event in changes if _known(event, on, known_on)]
    events += [amount for amount in amounts if amount.kind is kind and _known(amount, on, known_on)]
    events.sort(key=lambda event: (event.effective_on, event.recorded_on, event.key))
    return Due(terms, tuple(_lines(terms, events)))


def _effective_on(what: Terms | Change | Amount) -> dt.date:
    return what.effective_on if not isinstance(what, Terms) else what.starts_on or ALWAYS


def _known(what: Terms | Change | Amount, on: dt.date, known_on: dt.date) -> bool:
    return _effective_on(what) <= on and (what.recorded_on or ALWAYS) <= known_on


def _lines(terms: Terms, events: Iterable[Change | Amount]) -> Iterator[DueLine]:
    running = _Running(terms)
    before = rounded(running.due, terms.rounding)
    yield DueLine(terms, before, before)
    for event in events:
        running.take(event)
        after = rounded(running.due, terms.rounding)  # the whole, never the parts: rounding happens once
        yield DueLine(event, Hours(after - before), after)
        before = after


class _Running:
    """An obligation while its events are gone through, exact to the fraction of an hour."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.volume = Fraction(0)  # euros or hours so far, of the forms that follow them
        self.adjusted = Fraction(0)  # by amendments, corrections, exemptions
        self.worth = Fraction(terms.amount or 0)  # what the contract is worth with its amendments
        self.suspended: Fraction | None = Fraction(0)  # None: the whole
        self.in_force = terms.state is ObligationState.FIRM
        self.most: Fraction | None = None  # what was due once terminated

    @property
    def due(self) -> Fraction:
        if not self.in_force or self.suspended is None:
            return Fraction(0)
        whole = max(self._owed - self.suspended, Fraction(0))
        return whole if self.most is None else min(whole, self.most)

    @property
    def _owed(self) -> Fraction:
        return max(self._base + self.adjusted, Fraction(0))

    @property
    def _base(self) -> Fraction:
        terms = self.terms
        if terms.form is ObligationForm.SHARE_WORKED:
            return max(self.volume, Fraction(0)) * Fraction(terms.share or 0)
        if terms.form in BY_AMOUNT:
            if not terms.per_amount:
                return Fraction(0)
            beyond = max(self.volume - Fraction(terms.threshold or 0), Fraction(0))
            return beyond / Fraction(terms.per_amount) * Fraction(terms.hours_per or 0)
        if terms.form is ObligationForm.POSTS:
            return (terms.posts or 0) * Fraction(terms.hours_per_post or 0)
        return Fraction(terms.hours or 0)

    def take(self, event: Change | Amount) -> None:
        if isinstance(event, Amount):
            self.volume += Fraction(event.amount)
            return
        match event.kind:
            case ChangeKind.AFFIRMATION | ChangeKind.RENEWAL:
                self.in_force = True
            case ChangeKind.NOT_RENEWED:
                self.in_force = False
            case ChangeKind.AMENDMENT_AMOUNT:
                self._amend(Fraction(event.amount or 0))
            case ChangeKind.EXEMPTION:
                self._say_in_hours(-self._owed if event.hours is None else -abs(Fraction(event.hours)))
            case ChangeKind.SUSPENSION:
                self._suspend(event.hours)
            case ChangeKind.RESUMPTION:
                self._resume(event.hours)
            case ChangeKind.TERMINATION:
                self._terminate(event)
            case _:
                self._say_in_hours(Fraction(event.hours or 0))

    def _adjust(self, change: Fraction) -> None:
        """Never below nothing: what an event takes beyond is lost, so that the next one starts from what is due."""
        self.adjusted = max(self.adjusted + change, -self._base) if change < 0 else self.adjusted + change

    def _say_in_hours(self, change: Fraction) -> None:
        """Once the contract is terminated, hours granted or corrected still change what its end left due."""
        self._adjust(change)
        if self.most is not None:
            self.most = max(self.most + change, Fraction(0))

    def _amend(self, change: Fraction) -> None:
        """In proportion to the amount as signed; nothing when the contract is not known to be worth anything."""
        if self.terms.amount and self.terms.form not in BY_AMOUNT:
            self._adjust(self._base * change / Fraction(self.terms.amount))
        self.worth += change

    def _suspend(self, amount: Decimal | None) -> None:
        if amount is None:
            self.suspended = None
        elif self.suspended is not None:
            self.suspended = min(self.suspended + abs(Fraction(amount)), self._owed)

    def _resume(self, amount: Decimal | None) -> None:
        whole = self._owed if self.suspended is None else self.suspended
        self.suspended = Fraction(0) if amount is None else max(whole - abs(Fraction(amount)), Fraction(0))

    def _terminate(self, event: Change) -> None:
        """Due in proportion to what was executed, or the hours the decision says; volumes say it by themselves."""
        if event.hours is not None:
            self.most = abs(Fraction(event.hours))
        elif event.amount is not None and self.worth > 0 and self.terms.form not in BY_AMOUNT:
            executed = min(max(Fraction(event.amount) / self.worth, Fraction(0)), Fraction(1))
            self.most = self._owed * executed
