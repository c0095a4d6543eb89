"""The agenda of a meeting: each point with where it stands, why it is there, and room for what is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from facilitator_app.documents.form import Blanks, Form, Part, WritingGrid
from facilitator_app.documents.heading import Heading, form_of
from facilitator_app.domain.values import Month, counted, written_date, written_euros, written_hours

# Lines of handwriting: few points fill their page, many run over several but keep room for a decision.
_LINES_OF_A_PAGE, _FEWEST_LINES, _MOST_LINES = 23, 3, 6


@dataclass(frozen=True, slots=True)
class Coming:
    """What is known of a purchase not yet a contract."""

    buyer: str
    step: str
    consultation: Month | None
    amount: Decimal | None
    lots: int | None
    hours: Decimal | None


@dataclass(frozen=True, slots=True)
class Point:
    """A lot; a purchase when it has one coming; else a company."""

    name: str
    code: str
    contract: str
    holder: str
    ends_on: dt.date | None
    due: Decimal | None
    counted: Decimal
    state: str
    why: str
    coming: Coming | None = None


@dataclass(frozen=True, slots=True)
class MeetingAgenda:
    """`points` in the order of the meeting."""

    heading: Heading
    points: tuple[Point, ...]


def meeting_agenda(said: MeetingAgenda) -> Form:
    """Brought to the meeting and written on."""
    lines = min(max(_LINES_OF_A_PAGE // len(said.points), _FEWEST_LINES), _MOST_LINES)
    left = _LINES_OF_A_PAGE - lines * len(said.points)
    grid = WritingGrid(
        ("Point", "Où en est-on", "Pourquoi", "Décision, qui, pour quand"),
        (21, 21, 20, 38),
        tuple((_what(point), _where(point), point.why, "") for point in said.points),
        lines=lines,
    )
    return form_of(
        said.heading,
        word="Ordre du jour",
        mention=counted(len(said.points), "point"),
        title="Ordre du jour",
        subtitle="Clause sociale d’insertion",
        parts=(
            Part("", (Blanks("Réunion du"), Blanks("Présents", 2), grid)),
            Part("Autres points", (Blanks("", max(left, _FEWEST_LINES + 1)),)),
        ),
    )


def _what(point: Point) -> str:
    if point.coming is not None:
        return f"{point.name} · achat prévu, {point.coming.buyer}"
    if not point.code:
        return point.name
    return " · ".join(filter(None, (f"{point.name} ({point.code})", point.contract, point.holder)))


def _where(point: Point) -> str:
    if point.coming is not None:
        return _coming(point.coming)
    if not point.code:
        return ""
    ends = f"fin le {written_date(point.ends_on)}" if point.ends_on else ""
    if point.due is None:
        return " · ".join(filter(None, (point.state, ends)))
    left = max(Decimal(0), point.due - point.counted)
    done = f"{written_hours(point.counted)} sur {written_hours(point.due)}"
    return " · ".join(filter(None, (point.state, done, f"reste {written_hours(left)}", ends)))


def _coming(purchase: Coming) -> str:
    """`Examiné · consultation en décembre 2026 · 8 200 000 € HT · 6 lots · 5 400 h prévues`."""
    known = (
        purchase.step,
        f"consultation en {purchase.consultation.full_name}" if purchase.consultation else "",
        f"{written_euros(purchase.amount)} HT" if purchase.amount else "",
        counted(purchase.lots, "lot") if purchase.lots else "",
        f"{written_hours(purchase.hours)} prévues" if purchase.hours else "",
    )
    return " · ".join(filter(None, known))
