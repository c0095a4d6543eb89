"""What the line of months and the table show of each purchase, and the sentence that says it aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from facilitator_app.domain.contract import Segment
from facilitator_app.domain.keys import Key
from facilitator_app.domain.legal_requirement import Verdict
from facilitator_app.domain.plan_forecast import Look
from facilitator_app.domain.values import counted, written_euros, written_hours, written_number
from facilitator_app.ui.rows import Column
from facilitator_app.use_cases.purchase_plan import PlanRow

VERDICT_TONES = {
    Verdict.REQUIRED: "warning", Verdict.EXEMPTED: "info", Verdict.OPTIONAL: "neutral", Verdict.UNKNOWN: "neutral",
}  # fmt: skip
LOOK_TONES = {Look.CLAUSE: "info", Look.RESERVED: "success", Look.STUDY: "warning", Look.NONE: "neutral"}


@dataclass(frozen=True, slots=True)
class GanttLine:
    """A purchase, or the buyer whose purchases follow (`row` is then None)."""

    key: Key
    title: str
    second: str
    row: PlanRow | None


def by_buyer(rows: Iterable[PlanRow]) -> list[GanttLine]:
    """Each buyer with the number of its purchases and their hours, then its purchases."""
    lines = []
    for (key, name), group in groupby(rows, key=lambda row: (row.buyer_id, row.buyer)):
        purchases = list(group)
        total = sum((row.forecast_hours or Decimal(0) for row in purchases), Decimal(0))
        lines.append(GanttLine(key, f"{name} · {len(purchases)}", written_hours(total), None))
        lines += [GanttLine(row.purchase_id, row.title, about(row), row) for row in purchases]
    return lines


def about(row: PlanRow) -> str:
    """`Travaux · 6 lots · 8,2 M€ · ≥ seuil européen`."""
    parts = [
        row.segment.label if row.segment else "segment à préciser",
        {Look.RESERVED: "réservé", Look.STUDY: "à étudier", Look.NONE: "sans clause"}.get(row.look, ""),
        counted(row.lots, "lot") if row.lots else "",
        short_euros(row.amount) if row.amount is not None else "",
        "≥ seuil européen" if row.legal.above else "",
        "devenu marché" if row.contract_id else "",
    ]
    return " · ".join(part for part in parts if part)


def short_euros(amount: Decimal) -> str:
    """`8,2 M€` from a hundred thousand euros on."""
    if amount < 100_000:
        return written_euros(amount)
    step = Decimal("0.01") if amount < 1_000_000 else Decimal("0.1")
    millions = (amount / 1_000_000).quantize(step, ROUND_HALF_UP)
    return f"{written_number(millions)}\u00a0M€"


def spoken(line: GanttLine) -> str:
    """The drawing of a line, in words."""
    row = line.row
    if row is None:
        return line.second
    parts = []
    if row.consultation:
        parts.append(f"consultation en {row.consultation.full_name}")
    if row.notification:
        parts.append(f"notification en {row.notification.full_name}")
    if row.start and row.end:
        hours = f"{written_hours(row.forecast_hours)} " if row.forecast_hours else "exécution "
        parts.append(f"{hours}{row.start.of_full_name} à {row.end.full_name}")
    return ", ".join(parts) or "dates à préciser"


GANTT: tuple[Column[GanttLine], ...] = (
    Column("Achats prévus", lambda line: line.title, second=lambda line: line.second, width=330,
           tooltip=lambda line: f"{line.title}\n{line.second}"),
    Column("Calendrier", spoken, stretch=True, tooltip=spoken),
)  # fmt: skip

TABLE: Sequence[Column[PlanRow]] = (
    Column("Achat", lambda row: row.title, second=lambda row: row.buyer, strong=True, stretch=True,
           tooltip=lambda row: row.title),
    Column("Segment", lambda row: row.segment.label if row.segment else "–", second=lambda row: row.family, width=150,
           hidden_below=900),
    Column("Montant", lambda row: written_euros(row.amount), sort_key=lambda row: row.amount, number=True, width=120,
           hidden_below=620),
    Column("Consultation", lambda row: _month(row), sort_key=lambda row: row.consultation, width=110,
           hidden_below=760),
    Column("Heures", lambda row: written_hours(row.forecast_hours), sort_key=lambda row: row.forecast_hours,
           number=True, width=90),
    Column("Clause sociale", lambda row: row.legal.verdict.label, tone=lambda row: VERDICT_TONES[row.legal.verdict],
           badge=True, width=150, tooltip=lambda row: row.legal.why, hidden_below=680),
    Column("Décision", lambda row: row.look.label, tone=lambda row: LOOK_TONES[row.look], badge=True, width=120),
    Column("Étape", lambda row: row.step.label, sort_key=lambda row: row.step.rank, width=130, hidden_below=1000),
)  # fmt: skip


def _month(row: PlanRow) -> str:
    if row.consultation is None:
        return "–"
    if row.consultation_day:
        return f"{row.consultation_day:02}/{row.consultation.number:02}/{row.consultation.year}"
    return f"{row.consultation.abbreviation} {row.consultation.year}"


FILTERS: dict[str, Callable[[PlanRow], bool]] = {
    "all": lambda _row: True,
    "works": lambda row: row.segment is Segment.WORKS,
    "services": lambda row: row.segment not in (None, Segment.WORKS, Segment.SUPPLIES),
    "study": lambda row: row.look is Look.STUDY,
    "required": lambda row: row.legal.verdict is Verdict.REQUIRED,
    "above": lambda row: bool(row.legal.above),
}
"""By chip: which lines it keeps."""
