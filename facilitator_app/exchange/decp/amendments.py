"""The amendments of a published contract."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from facilitator_app.exchange.decp.fields import read_amount, read_date, read_months
from facilitator_app.exchange.decp.holders import read_holders
from facilitator_app.exchange.decp.published import PublishedAmendment
from facilitator_app.exchange.decp.shapes import Raw, blocks
from facilitator_app.exchange.decp.texts import known_text

_FILLERS = {"", "0", "1", "0.0", "1.0", "0.00", "1.00"}


def read_amendments(value: object, published: dt.date | None, remarks: list[str]) -> tuple[PublishedAmendment, ...]:
    """In the order in which they apply: by date, then by number."""
    found = [
        amendment
        for position, block in enumerate(blocks(value, "modification"), start=1)
        if (amendment := _amendment(block, position, published, remarks))
    ]
    return tuple(sorted(found, key=lambda amendment: (amendment.notified_on or dt.date.min, amendment.number)))


def _amendment(block: Raw, position: int, published: dt.date | None, remarks: list[str]) -> PublishedAmendment | None:
    """None for an empty block. Many tools fill the boxes that do not change with 1, 0 or NC: those say nothing."""
    text = known_text(block.get("id"))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else position
    name = f"de la modification {number}"
    day = read_date(block.get("dateNotificationModification"), remarks, f"Date {name}", published)
    amount: Decimal | None = None
    months: int | None = None
    if known_text(block.get("montant")) not in _FILLERS:
        amount = read_amount(block["montant"], remarks, f"Montant {name}")
    if known_text(block.get("dureeMois")) not in _FILLERS:
        months = read_months(block["dureeMois"], remarks, f"Durée {name}")
    holders = read_holders(block.get("titulaires"), remarks)
    if not (text or day or amount or months or holders):
        return None
    return PublishedAmendment(number, day, amount, months, holders)
