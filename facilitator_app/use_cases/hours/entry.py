"""Typing, pasting or copying the hours of a month; each act is one gesture, undone at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, Placement
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.values import Hours, Month, hours, written_hours
from facilitator_app.use_cases import gestures, office
from facilitator_app.use_cases.hours.corrections import change_figure, parts_beyond
from facilitator_app.use_cases.hours.lines import (
    line_of,
    lines,
    lot_name,
    placement_at,
    placements,
    refuse_if_validated,
    spoken_name,
    statement_of,
    usable,
)
from facilitator_app.use_cases.hours.workers import placements_in


def record(
    session: Session,
    lot_id: str,
    month: Month,
    cells: Mapping[Key, Hours | None],
    label: str = "",
    today: dt.date | None = None,
) -> int:
    """Keep what was typed or pasted, by placement; None empties the cell. Returns how many cells changed.

    A figure that changes loses its confirmation; one known before `today` leaves a line of correction.
    Raises Refusal, and keeps nothing, when one of them is impossible or the month is validated.
    """
    refuse_if_validated(session, lot_id, month)
    concerned = placements(session, lot_id, cells.keys())
    most = office.rules(session).most_hours_a_month
    stored = lines(session, cells.keys(), month)
    problems = []
    for key, declared in cells.items():
        placement = concerned[key]
        for problem in _problems_with(placement, month, declared, most, stored.get(key)):
            said = problem.message if len(cells) == 1 else f"{spoken_name(session, placement)}\u00a0: {problem.message}"
            problems.append(Problem(problem.field, said))
    if problems:
        raise Refusal(*problems)
    changed = [key for key, declared in cells.items() if declared != _known(stored.get(key))]
    if len(changed) == 1:
        label = label or f"Heures de {spoken_name(session, concerned[changed[0]])}, {month.full_name}"
    gestures.call_it(session, label or f"{len(changed)} heures collées, {month.full_name}")
    statement = session.get(MonthStatement, MonthStatement.key(lot_id, month))
    for key in changed:
        line = usable(session, stored.get(key), key, month)
        change_figure(session, line, cells[key], today, statement)
        line.confirmed = False
    return len(changed)


def copy_last_month(session: Session, lot_id: str, month: Month, today: dt.date | None = None) -> int:
    """Fill the empty cells with what each declared the month before; returns how many.

    Raises Refusal when there is nothing to copy.
    """
    before = month.plus(-1)
    empty = _empty(session, lot_id, month)
    known = session.execute(
        select(MonthlyHours.placement_id, MonthlyHours.declared).where(
            MonthlyHours.placement_id.in_(placements_in(lot_id, month)),
            MonthlyHours.month == before,
            MonthlyHours.declared.is_not(None),
        )
    )
    cells: dict[Key, Hours | None] = {key: declared for key, declared in known if key in empty}
    if not cells:
        raise Refusal.because(f"Rien à recopier\u00a0: aucune case vide n’a d’heures en {before.full_name}.")
    label = f"{before.name.capitalize()} recopié, {lot_name(session, lot_id)}"
    return record(session, lot_id, month, cells, label, today)


def zero_the_empty(session: Session, lot_id: str, month: Month, today: dt.date | None = None) -> int:
    """Write 0 in the empty cells: these people did not work. Returns how many; raises Refusal when there is none."""
    cells: dict[Key, Hours | None] = {key: hours(0) for key in _empty(session, lot_id, month)}
    if not cells:
        raise Refusal.because("Aucune case n’est vide.")
    label = f"0 heure aux cases vides, {month.full_name}, {lot_name(session, lot_id)}"
    return record(session, lot_id, month, cells, label, today)


def confirm(session: Session, placement_id: str, month: Month) -> None:
    """Say that the figure was looked at and is right. Raises Refusal when there is none."""
    placement = placement_at(session, placement_id)
    refuse_if_validated(session, placement.lot_id, month)
    line = lines(session, [placement_id], month).get(placement.id)
    if line is None or line.removed or line.declared is None:
        raise Refusal.because("Indiquez d’abord les heures de ce mois.", "declared")
    gestures.call_it(session, f"Heures confirmées, {spoken_name(session, placement)}, {month.full_name}")
    line.confirmed = True


def set_note(session: Session, placement_id: str, month: Month, note: str) -> None:
    """The remark beside the hours of one person."""
    placement = placement_at(session, placement_id)
    refuse_if_validated(session, placement.lot_id, month)
    gestures.call_it(session, f"Note de {spoken_name(session, placement)}, {month.full_name}")
    line_of(session, placement_id, month).note = " ".join(note.split())


def set_proof(session: Session, placement_id: str, month: Month, seen: bool) -> None:
    """Whether the payslip or time sheet was seen; it may arrive after the month is validated."""
    placement = placement_at(session, placement_id)
    said = "Justificatif vu" if seen else "Justificatif à voir"
    gestures.call_it(session, f"{said}, {spoken_name(session, placement)}, {month.full_name}")
    line_of(session, placement_id, month).proof_seen = seen


def set_month_note(session: Session, lot_id: str, month: Month, note: str) -> None:
    """The remark of the month, printed on the follow-up sheet."""
    refuse_if_validated(session, lot_id, month)
    gestures.call_it(session, f"Note {month.of_full_name}, {lot_name(session, lot_id)}")
    statement_of(session, lot_id, month).note = " ".join(note.split())


def _empty(session: Session, lot_id: str, month: Month) -> set[Key]:
    shown: set[Key] = set(session.scalars(placements_in(lot_id, month)))
    filled = session.scalars(
        select(MonthlyHours.placement_id).where(
            MonthlyHours.placement_id.in_(placements_in(lot_id, month)),
            MonthlyHours.month == month,
            MonthlyHours.declared.is_not(None),
        )
    )
    return shown - set(filled)


def _problems_with(
    placement: Placement, month: Month, declared: Hours | None, most: Hours, line: MonthlyHours | None
) -> Iterator[Problem]:
    if declared is None:
        return
    yield from placement.problems_with(month, declared, most)
    if declared != _known(line) and (parts := parts_beyond(line, declared)) is not None:
        said = f"Le détail de ces heures en compte déjà {written_hours(parts)}\u00a0: baissez-le d’abord (F4)."
        yield Problem("declared", said)


def _known(line: MonthlyHours | None) -> Hours | None:
    return None if line is None or line.removed else line.declared
