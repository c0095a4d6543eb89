"""The account of a lot as lines to read: what, when, how many hours, why, by which article."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.account.due import ALWAYS, Amount, Due, Terms
from facilitator_app.domain.base import Labelled
from facilitator_app.domain.company import Company
from facilitator_app.domain.keys import Key
from facilitator_app.domain.obligation import ObligationForm, ObligationState, TurnoverKind
from facilitator_app.domain.values import (
    NO_BREAK_SPACE,
    Hours,
    Month,
    written_euros,
    written_hours,
    written_number,
    written_percent,
)
from facilitator_app.use_cases.account.reading import LotAccount, lot_account


class Part(Labelled):
    """Due and declared add up to the account; not counted is taken from declared."""

    DUE = "due", "Dues"
    DECLARED = "declared", "Déclarées"
    NOT_COUNTED = "not_counted", "Non comptées"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """`hours` are signed; those not counted are below zero, so that declared plus not counted is counted."""

    part: Part
    what: str
    hours: Hours
    effective_on: dt.date | None
    recorded_on: dt.date | None
    month: Month | None = None
    person: str = ""
    reason: str = ""
    article: str = ""


def account_with_lines(
    session: Session, lot_id: str, on: dt.date, known_on: dt.date | None = None
) -> tuple[LotAccount, list[AccountLine]]:
    """Both at once. Raises Refusal when the lot is no longer there."""
    found = lot_account(session, lot_id, on, known_on)
    return found, account_lines(session, found)


def account_lines(session: Session, found: LotAccount) -> list[AccountLine]:
    """Dues first, then each declaration with its corrections, then what is not counted, each the oldest first."""
    companies = {one.terms.company_id for one in found.account.dues if one.terms.company_id}
    companies |= {
        line.what.company_id
        for due in found.account.dues
        for line in due.lines
        if isinstance(line.what, Amount) and line.what.company_id
    }
    named = session.execute(select(Company.id, Company.name).where(Company.id.in_(companies)))
    names = {key: name for key, name in named}
    lines = [line for due in found.account.dues for line in _due_lines(due, names)]
    for one in found.account.lines:
        person = found.people.get(one.placement_id, "")
        lines.append(
            AccountLine(
                Part.DECLARED,
                f"{person}, correction" if one.correction else person,
                one.hours,
                None,
                one.recorded_on,
                one.month,
                person,
                one.reason,
            )
        )
    for month in found.account.months:
        person = found.people.get(month.line.work.key, "")
        lines += [
            AccountLine(
                Part.NOT_COUNTED, person, Hours(-amount), None, None,
                month.line.month, person, why.label, found.rules_article,
            )
            for why, amount in month.left_out
        ]  # fmt: skip
    return lines


def _due_lines(due: Due, names: dict[Key, str]) -> Iterator[AccountLine]:
    terms = due.terms
    whose = f", {names[terms.company_id]}" if terms.company_id in names else ""
    for line in due.lines:
        what = line.what
        day = None if line.effective_on == ALWAYS else line.effective_on
        if isinstance(what, Terms):
            why = "" if terms.state is ObligationState.FIRM else "Due une fois affermie, commandée ou reconduite"
            yield AccountLine(
                Part.DUE, f"{terms.label or terms.form.label}{whose}", line.hours, day, what.recorded_on,
                reason=why or _formula(terms), article=terms.article,
            )  # fmt: skip
        elif isinstance(what, Amount):
            worth = written_hours if what.kind is TurnoverKind.BASE_HOURS else written_euros
            by = f", {names[what.company_id]}" if what.company_id in names else ""
            yield AccountLine(
                Part.DUE, f"{what.kind.label}{by}{NO_BREAK_SPACE}: {worth(what.amount)}", line.hours, day,
                what.recorded_on, reason=what.reference, article=terms.article,
            )  # fmt: skip
        else:
            label = f"{what.kind.label}, {terms.label}" if terms.label else what.kind.label
            why = ", ".join(part for part in (what.reason, what.decided_by) if part)
            yield AccountLine(
                Part.DUE, label, line.hours, day, what.recorded_on, reason=why, article=what.article
            )  # fmt: skip


def _formula(terms: Terms) -> str:
    """How the figure comes about, for the forms that are not a number of hours."""
    if terms.form is ObligationForm.POSTS:
        return f"{terms.posts or 0} × {written_hours(terms.hours_per_post)}"
    if terms.form is ObligationForm.SHARE_WORKED:
        return f"{written_percent(terms.share, 1)} des heures travaillées"
    if terms.hours_per and terms.per_amount:
        beyond = f" au-delà de {written_euros(terms.threshold)}" if terms.threshold else ""
        return f"{written_number(terms.hours_per)}{NO_BREAK_SPACE}h par {written_euros(terms.per_amount)}{beyond}"
    return ""
