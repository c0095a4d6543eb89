"""What deserves a look in a month of hours, in sentences, and what prevents it from being validated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitator_app.domain.values import Hours, Month, written_date, written_hours
from facilitator_app.use_cases.hours.rows import Check, HoursRow


def checks_of(
    rows: Sequence[HoursRow], month: Month, full_time: Hours, most: Hours, *, previous_is_validated: bool,
    is_validated: bool, reopened: str = "",
) -> Iterator[Check]:  # fmt: skip
    """The rows in their order, then what concerns the lot as a whole. `reopened` is why the month was.

    `full_time` is the monthly full time of the house, `most` what nobody can work in a month.
    """
    for row in rows:
        yield from _hours(row, month, full_time, most)
        yield from _eligibility(row, month)
    if reopened:
        yield Check(None, "info", "Mois à valider de nouveau", reopened)
    count = sum(row.declared is None for row in rows)
    if count and is_validated:
        who = names_of([row for row in rows if row.declared is None])
        sentence = f"{who}\u00a0: en poste depuis la validation. Rouvrez le mois pour indiquer ces heures."
        yield Check(None, "warning", "Validé sans toutes les heures", sentence)
    elif count:
        title = "1 salarié sans saisie" if count == 1 else f"{count} salariés sans saisie"
        sentence = "Une case vide bloque la validation. Tapez 0 si la personne n’a pas travaillé."
        yield Check(None, "info", title, sentence, blocks=True)
    if not previous_is_validated:
        before = month.plus(-1)
        title = f"{before.name.capitalize()} n’est pas validé"
        yield Check(None, "info", title, "Le mois précédent attend encore sa validation pour ce lot.")


def over_full_time(row: HoursRow, full_time: Hours) -> bool:
    """Whether the person's month needs somebody to confirm it."""
    return bool(row.declared) and (row.declared or 0) + row.elsewhere > full_time


def _hours(row: HoursRow, month: Month, full_time: Hours, most: Hours) -> Iterator[Check]:
    declared = row.declared
    if declared is None:
        return
    title = f"{row.spoken}\u00a0: {written_hours(declared)}"
    if not row.in_month(month) and declared:
        sentence = f"Le contrat de travail va du {_period(row)}. Videz cette case ou corrigez les dates."
        yield Check(row.placement_id, "danger", title, sentence, blocks=True)
    elif declared > most:
        sentence = f"Un mois ne peut pas dépasser {written_hours(most)}. Corrigez ce nombre."
        yield Check(row.placement_id, "danger", title, sentence, blocks=True)
    elif over_full_time(row, full_time) and not row.confirmed:
        yield Check(row.placement_id, *_too_much(row, title, full_time, most), needs_confirmation=True)


def _too_much(row: HoursRow, title: str, full_time: Hours, most: Hours) -> tuple[str, str, str]:
    if not row.elsewhere:
        sentence = f"Au-dessus d’un temps plein ({written_hours(full_time)}). Heures supplémentaires\u00a0?"
        return "warning", title, sentence
    together = Hours((row.declared or 0) + row.elsewhere)
    where = "sur un autre contrat de ce lot"
    if row.other_lots:
        where = "sur un autre lot" if row.other_lots == 1 else f"sur {row.other_lots} autres lots"
    sums = f"Avec {written_hours(row.elsewhere)} {where}, le total est de {written_hours(together)}"
    if together > most:
        return "danger", title, f"{sums}, plus que le maximum d’un mois ({written_hours(most)})."
    return "warning", title, f"{sums}, plus qu’un temps plein ({written_hours(full_time)})."


def _eligibility(row: HoursRow, month: Month) -> Iterator[Check]:
    if not row.eligible:
        sentence = "Parcours commencé sans éligibilité établie. Ses heures ne seront pas comptées."
        yield Check(row.placement_id, "danger", row.spoken, sentence)
        return
    end = row.eligible_until
    last_day = min(month.last_day, row.ends_on or month.last_day)
    if end is None or end >= last_day:
        return
    title = f"Éligibilité terminée le {written_date(end)}."
    if end < month.first_day:
        left = f"{title} Les heures {month.of_name} ne seront pas comptées."
        yield Check(row.placement_id, "danger", row.spoken, left)
        return
    first, last = end.day + 1, last_day.day
    days = f"du {_day(first)}" if first == last else f"du {_day(first)} au {last}"
    yield Check(row.placement_id, "danger", row.spoken, f"{title} Les heures {days} ne seront pas comptées.")


def _day(day: int) -> str:
    return "1er" if day == 1 else str(day)


def _period(row: HoursRow) -> str:
    return (
        f"{written_date(row.starts_on)} au {written_date(row.ends_on)}"
        if row.ends_on
        else (f"{written_date(row.starts_on)} à aujourd’hui")
    )


def names_of(rows: Iterable[HoursRow], most: int = 3) -> str:
    """`Nadia Ferrandi, Kevin Roubaud et 3 autres`."""
    names = [row.spoken for row in rows]
    if len(names) <= most:
        return ", ".join(names[:-1]) + (" et " if len(names) > 1 else "") + names[-1]
    return f"{', '.join(names[:most])} et {len(names) - most} autres"
