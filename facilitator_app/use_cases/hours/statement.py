"""Validating the month of a lot, reopening it, correcting it afterwards: each leaves its trace."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.domain.placement import StatementState
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, Month, written_date, written_hours
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.hours.checks import names_of
from facilitator_app.use_cases.hours.corrections import change_figure, parts_beyond
from facilitator_app.use_cases.hours.grid import grid
from facilitator_app.use_cases.hours.lines import (
    is_validated,
    line_of,
    lot_name,
    placement_at,
    spoken_name,
    statement_of,
)
from facilitator_app.use_cases.hours.rows import HoursGrid

LONGEST_REASON = 300


def validate_month(session: Session, lot_id: str, month: Month, by: str, today: dt.date) -> None:
    """Close the month: its hours now count as validated. Raises Refusal with everything that prevents it."""
    if month > Month.of(today):
        raise Refusal.because(f"{month.full_name.capitalize()} n’a pas commencé. Choisissez un mois en cours ou passé.")
    shown = grid(session, lot_id, month, today)
    if shown.is_validated:
        raise Refusal.because(f"{month.full_name.capitalize()} est déjà validé pour ce lot.")
    if problems := what_prevents(shown):
        raise Refusal(*problems)
    gestures.call_it(session, f"{month.full_name.capitalize()} validé, {lot_name(session, lot_id)}")
    statement = statement_of(session, lot_id, month)
    statement.state, statement.validated_on, statement.validated_by = StatementState.VALIDATED, today, by


def what_prevents(shown: HoursGrid) -> list[Problem]:
    """Why the month cannot be validated yet."""
    if not shown.rows:
        return [Problem("", "Personne n’est en poste sur ce lot ce mois-ci\u00a0: il n’y a rien à valider.")]
    problems = []
    if shown.empty:
        count = len(shown.empty)
        cells = "Une case est vide" if count == 1 else f"{count} cases sont vides"
        problems.append(Problem("declared", f"{cells}\u00a0: {names_of(shown.empty)}. Tapez 0 si rien n’a été fait."))
    for check in shown.checks:
        if check.placement_id and check.blocks:
            problems.append(Problem("declared", f"{check.title}. {check.sentence}"))
        elif check.placement_id and check.needs_confirmation:
            problems.append(Problem("confirmed", f"{check.title}, à confirmer ou à corriger."))
    return problems


def reopen_month(session: Session, lot_id: str, month: Month, reason: str, today: dt.date) -> None:
    """Let a validated month be changed again. Raises Refusal without a reason."""
    if not is_validated(session, lot_id, month):
        raise Refusal.because(f"{month.full_name.capitalize()} n’est pas validé pour ce lot.")
    why = _kept(reason)
    gestures.call_it(session, f"{month.full_name.capitalize()} rouvert, {lot_name(session, lot_id)}")
    statement = statement_of(session, lot_id, month)
    statement.state = StatementState.REOPENED
    statement.reopened_reason = f"Rouvert le {written_date(today)}\u00a0: {why}"[:LONGEST_REASON]


def correct_validated(
    session: Session, placement_id: str, month: Month, declared: Hours, reason: str, today: dt.date | None = None
) -> None:
    """Change one figure of a validated month, which stays validated; what it was and why stay written."""
    placement = placement_at(session, placement_id)
    if not is_validated(session, placement.lot_id, month):
        raise Refusal.because(f"{month.full_name.capitalize()} n’est pas validé\u00a0: modifiez la case directement.")
    why = _kept(reason)
    if problems := list(placement.problems_with(month, declared, office.rules(session).most_hours_a_month)):
        raise Refusal(*problems)
    name = spoken_name(session, placement)
    gestures.call_it(session, f"Correction des heures de {name}, {month.full_name}")
    line = line_of(session, placement_id, month)
    before = line.declared
    if before == declared:
        raise Refusal.because("Ces heures sont déjà celles du mois.", "declared")
    if (parts := parts_beyond(line, declared)) is not None:
        said = f"Le détail de ces heures en compte déjà {written_hours(parts)}\u00a0: rouvrez le mois pour le baisser."
        raise Refusal.because(said, "declared")
    statement = statement_of(session, placement.lot_id, month)
    change_figure(session, line, declared, today, statement, why[:LONGEST_REASON])
    line.confirmed = True  # the reason is the confirmation
    said = f"{name}\u00a0: {written_hours(declared)} au lieu de {written_hours(before)}. {why}"
    statement.reopened_reason = said[:LONGEST_REASON]


def _kept(reason: str) -> str:
    written = " ".join(reason.split())
    if not written:
        raise Refusal.because("Indiquez le motif, par exemple «\u00a0Bulletin de paie rectifié reçu\u00a0».", "reason")
    return written
