"""Printing a calibration: of a lot, or of a lot foreseen in a planned purchase."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Session

from facilitator_app.documents.calibration_sheet import CalibrationSheet, calibration_sheet
from facilitator_app.documents.form import Form
from facilitator_app.domain.calibration_by_trade import equivalents, guards
from facilitator_app.domain.company import Buyer
from facilitator_app.domain.contract import Contract, Lot, lot_name
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.purchase_plan import PlannedPurchase
from facilitator_app.domain.values import written_date, written_hours
from facilitator_app.use_cases.calibrations import version_of
from facilitator_app.use_cases.documents import registered_forms
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.registered_forms import About
from facilitator_app.use_cases.purchase_plan import divisors, plan_rules


def gathered(session: Session, version_id: str, day: dt.date) -> Form:
    """Raises Refusal when the calibration is no longer there."""
    version = version_of(session, version_id)
    lot = session.get(Lot, version.lot_id) if version.lot_id else None
    purchase = session.get(PlannedPurchase, version.purchase_id) if version.purchase_id else None
    contract = session.get(Contract, lot.contract_id) if lot else None
    about = contract or purchase
    buyer = session.get(Buyer, about.buyer_id) if about else None
    foreseen = lot_name(version.lot_number, version.title)
    return calibration_sheet(
        CalibrationSheet(
            heading=heading(session, day),
            number=f"{lot.code}-C{version.number}" if lot else "",  # a lot foreseen has no number of its own
            buyer=buyer.name if buyer else "",
            contract=f"{contract.number} {contract.name}" if contract else purchase.title if purchase else "",
            lot=lot_name(lot.number, lot.title) if lot else foreseen,
            version=str(version.number),
            made=f"le {written_date(version.made_on)}" + (f", {version.made_by}" if version.made_by else ""),
            months=f"{version.months} mois" if version.months else "",
            calibration=version.calibration,
            rounding=version.rounding.label,
            kept=written_hours(version.kept_hours),
            reason=version.reason if version.overridden else "",
            equivalents=equivalents(version.kept_hours, version.months, divisors(session)),
            advice=guards(version.calibration, version.kept_hours, version.months, plan_rules(session).advice),
        )
    )


def calibration_pdf(session: Session, version_id: str, now: dt.datetime) -> bytes:
    """What would be printed now; the same version printed twice the same day gives the same bytes."""
    return registered_forms.preview(session, *_registered(session, version_id, now), now).pdf


def issue_calibration(session: Session, version_id: str, now: dt.datetime) -> bytes:
    """The sheet on its way out, kept in the register under its own number. Raises Refusal."""
    return registered_forms.issue(session, *_registered(session, version_id, now), now).pdf


def _registered(session: Session, version_id: str, now: dt.datetime) -> tuple[Form, About]:
    form, version = gathered(session, version_id, now.date()), version_of(session, version_id)
    return form, About(DocumentKind.CALIBRATION_SHEET, form.subtitle, version.lot_id)
