"""The report of a site visit or of a meeting with a company: who was there, what was seen, what is to be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from facilitator_app.documents.form import Fact, Facts, Form, Part, Signatures, Words, pairs
from facilitator_app.documents.heading import Heading, form_of
from facilitator_app.domain.values import written_date, written_long_date


@dataclass(frozen=True, slots=True)
class ExchangeReport:
    """An exchange as it was noted; what is empty is not printed. The company signs what it was present at."""

    heading: Heading
    kind: str
    day: dt.date
    company: str
    lot: str
    done_by: str
    present: str
    summary: str
    remarks: str
    actions: str
    actions_before: dt.date | None
    signed_by_company: bool = True


def exchange_report(said: ExchangeReport) -> Form:
    """Given to those who were there."""
    facts = pairs(
        Fact("Entreprise", said.company),
        Fact("Lot", said.lot) if said.lot else None,
        Fact("Date", written_date(said.day)),
        Fact("Par", said.done_by) if said.done_by else None,
    )
    before = f" avant le {written_long_date(said.actions_before)}" if said.actions_before else ""
    texts = (("Présents", said.present), ("Résumé", said.summary), ("Remarques", said.remarks),
             (f"À faire{before}", said.actions))  # fmt: skip
    house = f"Pour {said.heading.letterhead.short_name}"
    return form_of(
        said.heading,
        word="Compte rendu",
        title="Compte rendu",
        subtitle=f"{said.kind} · {said.company}",
        parts=(
            Part("", (Facts(tuple(facts)),)),
            *(Part(title, (Words(text),)) for title, text in texts if text),
            Part("", (Signatures((house, "Pour l’entreprise") if said.signed_by_company else (house,)),)),
        ),
    )
