"""The monthly follow-up sheet of a lot (fiche de suivi), for its holder and for the buyer."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.documents import blocks
from facilitator_app.documents.fields import Field, fields
from facilitator_app.documents.letterhead import Letterhead, Reference
from facilitator_app.documents.page import WIDTH, Paper
from facilitator_app.documents.table import DENSE_TABLE, Column, Total, data_table
from facilitator_app.documents.wording import amount, duplicate_mention, sum_of_known
from facilitator_app.domain.values import (
    NO_BREAK_SPACE,
    Hours,
    Month,
    written_date,
    written_hours,
    written_long_date,
    written_percent,
)


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One person on the lot. Hours of the three last months, oldest first; None where nothing is known."""

    name: str
    contract: str
    employer: str
    entered: dt.date | None
    hours: tuple[Hours | None, Hours | None, Hours | None]
    total: Hours | None


@dataclass(frozen=True, slots=True)
class FollowUpSheet:
    """What is printed; nothing here says why a person is eligible.

    `version` names the recipient («Version destinée au titulaire»); `elapsed` is a
    share from 0 to 1; `contact` is the address where personal data can be asked for.
    """

    letterhead: Letterhead
    number: str
    edited_at: dt.datetime
    version: str
    operation: str
    lot: str
    buyer: str
    holder: str
    notified: dt.date | None
    end: dt.date | None
    correspondent: str
    facilitator: str
    month: Month
    validated_on: dt.date | None
    due: Hours | None
    done: Hours
    left: Hours | None
    month_hours: Hours | None
    elapsed: Decimal | None
    rows: tuple[FollowUpRow, ...]
    publics: str
    observations: str = ""
    next_step: str = ""
    contact: str = ""
    duplicate_on: dt.date | None = None

    @property
    def months(self) -> tuple[Month, Month, Month]:
        return self.month.plus(-2), self.month.plus(-1), self.month

    @property
    def provisional(self) -> bool:
        return self.validated_on is None


def follow_up_sheet_pdf(sheet: FollowUpSheet) -> bytes:
    """The sheet on A4; the same sheet always gives the same bytes."""
    paper = Paper(sheet.letterhead, _reference(sheet), _title(sheet), _footer(sheet), sheet.edited_at)
    blocks.title(paper, "Fiche de suivi de la clause sociale d’insertion", _subtitle(sheet))
    if sheet.provisional:
        month = sheet.month.of_full_name
        blocks.notice(paper, "Provisoire", f"Les heures {month} ne sont pas encore validées. Elles peuvent changer.")
    _draw_contract(paper, sheet)
    _draw_progress(paper, sheet)
    _draw_people(paper, sheet)
    _draw_remarks(paper, sheet)
    blocks.signature_boxes(paper, ("Pour le titulaire", f"Pour {sheet.letterhead.short_name}"))
    return paper.finished()


def _reference(sheet: FollowUpSheet) -> Reference:
    edited = f"Éditée le {written_date(sheet.edited_at.date())} à {sheet.edited_at:%H:%M}"
    lines = (edited, sheet.version, *duplicate_mention(sheet.duplicate_on))
    return Reference(f"Fiche n°{NO_BREAK_SPACE}{sheet.number}", lines, sheet.provisional)


def _title(sheet: FollowUpSheet) -> str:
    provisional = " provisoire" if sheet.provisional else ""
    return f"Fiche de suivi{provisional} {sheet.number}, {sheet.lot}, {sheet.month.full_name}"


def _subtitle(sheet: FollowUpSheet) -> str:
    month = f"mois {sheet.month.of_full_name}"
    if sheet.validated_on is None:
        return f"{sheet.lot} · {month} · déclaration non validée"
    return f"{sheet.lot} · {month} · déclaration validée le {written_date(sheet.validated_on)}"


def _footer(sheet: FollowUpSheet) -> str:
    rights = f" Accès et rectification{NO_BREAK_SPACE}: {sheet.contact}" if sheet.contact else ""
    return (
        "Données personnelles traitées pour le seul suivi de la clause sociale, conservées selon la durée fixée au "
        f"registre des traitements.{rights}"
    )


def _draw_contract(paper: Paper, sheet: FollowUpSheet) -> None:
    blocks.heading(paper, "Marché")
    fields(
        paper,
        (
            (Field("Opération", sheet.operation, "semibold"),),
            (Field("Acheteur", sheet.buyer), Field("Titulaire", sheet.holder)),
            (Field("Notification", written_date(sheet.notified)), Field("Fin prévue", written_date(sheet.end))),
            (Field("Contact", sheet.correspondent), Field("Suivi par", sheet.facilitator)),
        ),
    )


def _draw_progress(paper: Paper, sheet: FollowUpSheet) -> None:
    blocks.heading(paper, f"Avancement au {written_long_date(sheet.month.last_day)}", room_below=90)
    blocks.key_figures(
        paper,
        (
            ("Objectif du lot", written_hours(sheet.due)),
            ("Réalisé", written_hours(sheet.done)),
            ("Reste à réaliser", written_hours(sheet.left)),
            (f"Mois {sheet.month.of_name}", written_hours(sheet.month_hours)),
        ),
    )
    share = sheet.done / sheet.due if sheet.due else None
    done = f"{written_percent(share, 1)} des heures réalisées" if share is not None else "Objectif non renseigné"
    elapsed = f"trait noir{NO_BREAK_SPACE}: {written_percent(sheet.elapsed)} du délai écoulé"
    blocks.progress_bar(paper, share, sheet.elapsed, done, elapsed if sheet.elapsed is not None else "")


def _draw_people(paper: Paper, sheet: FollowUpSheet) -> None:
    blocks.heading(paper, "Heures par salarié", room_below=55)
    if not sheet.rows:
        blocks.paragraph(paper, "Aucun salarié sur ce lot à cette date.", size=8.3, leading=12)
        return
    columns = (
        Column("N°", 20, "numbers"),
        Column("Nom et prénom", 80.5, "names"),
        Column("Contrat", 90),
        Column("Employeur", 89),
        Column("Entrée", 56, "dates"),
        *(
            Column(_column_title(month, sheet.month), 44, "amounts", strong=month == sheet.month)
            for month in sheet.months
        ),
        Column("Cumul lot", WIDTH - 467.5, "amounts"),
    )
    data_table(
        paper, columns, [_cells(number, row) for number, row in enumerate(sheet.rows, 1)], _total(sheet), DENSE_TABLE
    )


def _column_title(month: Month, last: Month) -> str:
    name = month.name if month == last else month.abbreviation
    return name[0].upper() + name[1:]


def _cells(number: int, row: FollowUpRow) -> tuple[str, ...]:
    amounts = (amount(hours) for hours in (*row.hours, row.total))
    return (str(number), row.name, row.contract, row.employer, written_date(row.entered), *amounts)


def _total(sheet: FollowUpSheet) -> Total:
    """Adds up the lines that are on the sheet."""
    months = [sum_of_known(row.hours[place] for row in sheet.rows) for place in range(3)]
    sums = (*months, sum_of_known(row.total for row in sheet.rows))
    return Total("Total du lot", [amount(hours) for hours in sums], skipped=1)


def _draw_remarks(paper: Paper, sheet: FollowUpSheet) -> None:
    blocks.heading(paper, "Publics et observations")
    remarks = (("Publics", sheet.publics), ("Observations", sheet.observations), ("Prochaine étape", sheet.next_step))
    written = [(Field(label, text, most_lines=None),) for label, text in remarks if text.strip()]
    fields(paper, written or [(Field("Observations", ""),)])
