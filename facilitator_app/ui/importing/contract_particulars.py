"""What is said of a published contract under the table: all of it, and the contracts it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.ui.importing.choice_panel import MOST_CHOICES, Offer, Particulars, first_remarks
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.comparison import Resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions
from facilitator_app.use_cases.import_report import Outcome

NEW = "Nouveau marché"
_KNOWN = (Outcome.UPDATED, Outcome.IDENTICAL)


def contract_particulars(line: Line, found: Sequence[Resembling], decisions: Decisions) -> Particulars:
    """`found`: the contracts it may be, the most alike first."""
    return Particulars(
        line.subject or line.label,
        _about(line, len(found) - MOST_CHOICES),
        first_remarks(line.warnings, between=" "),
        tuple(_offers(line, found, decisions)),
    )


def _offers(line: Line, found: Sequence[Resembling], decisions: Decisions) -> Iterator[Offer]:
    """The key of each contract it may be, or None for a new one."""
    if not found:
        return
    is_decided, joined = decisions.is_decided(line), decisions.joined_to(line)
    for one in found[:MOST_CHOICES]:
        holder = decisions.holder_of(one.id)
        is_free = holder is None or holder == line.key
        shared = one.shared if is_free else "déjà rapproché d’une autre ligne"
        yield Offer(one.id, one.name, shared, is_free, is_decided and joined == one.id)
    yield Offer(None, NEW, is_chosen=is_decided and joined is None)


def _about(line: Line, others: int) -> str:
    parts = [
        line.holders,
        written_euros(line.amount) if line.amount is not None else "",
        written_date(line.notified_on) if line.notified_on else "",
        ", ".join(line.considerations),
        f"rapproché de {line.joined}" if line.outcome in _KNOWN else "",
        f"Change\u00a0: {', '.join(line.differences)}" if line.differences else "",
        line.reason,
        f"{others} autres marchés ressemblent moins" if others > 1 else "1 autre marché ressemble moins" if others == 1
        else "",
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
