"""The printed calibration says its formula, figure by figure."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy.orm import Session

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.values import euros, hours
from facilitator_app.use_cases.calibrations import CalibrationDraft, TradeDraft, keep_calibration
from facilitator_app.use_cases.documents import calibration_sheet, issued
from facilitator_app.use_cases.purchase_plan import PurchaseDraft, plan_purchase
from tests.conftest import NOW, TODAY
from tests.documents.reading import text as text_of
from tests.make import a_contract, a_lot

BUILDING = TradeDraft("Bâtiment", euros(1_500_000), Decimal("0.7"), Decimal("0.1"), euros(30))
PAINTING = TradeDraft("Peinture", euros(1_000_000), Decimal("0.5"), Decimal("0.05"), euros(30))


def test_the_sheet_of_a_lot_holds_every_figure(session: Session) -> None:
    contract = a_contract(session, number="M-2026-014")
    lot = a_lot(session, contract_id=contract.id, code="M-2026-014-L1")
    draft = CalibrationDraft(
        trades=(BUILDING, PAINTING), months=12, kept_hours=hours(4000), reason="Marché peu attractif"
    )
    version = keep_calibration(session, draft, TODAY, lot_id=lot.id)
    pdf = calibration_sheet.calibration_pdf(session, version, NOW)
    text = " ".join(text_of(pdf).split()).replace("\u202f", " ").replace("\u00a0", " ")
    for said in ("M-2026-014-L1-C1", "Bâtiment", "Peinture", "3 500 h", "833,33 h", "4 333 h", "4 000 h",
                 "Marché peu attractif", "571 jours", "2,5 ETP"):  # fmt: skip
        assert said in text, said
    assert calibration_sheet.calibration_pdf(session, version, NOW) == pdf
    assert calibration_sheet.issue_calibration(session, version, NOW) == pdf
    [line] = issued(session)
    assert (line.number, line.lot_code, line.kind) == (
        "M-2026-014-L1-C1", "M-2026-014-L1", DocumentKind.CALIBRATION_SHEET,
    )  # fmt: skip


def test_a_lot_that_is_only_foreseen_has_its_sheet_too(session: Session) -> None:
    purchase = plan_purchase(session, PurchaseDraft(title="Collège du Faron", buyer="Département", year=2027, lots=8))
    draft = CalibrationDraft(trades=(PAINTING,), lot_number="3", title="Peinture")
    version = keep_calibration(session, draft, TODAY, purchase_id=purchase)
    form = calibration_sheet.gathered(session, version, TODAY)
    assert form.number == ""
    assert "FC-2026-0001" in text_of(calibration_sheet.issue_calibration(session, version, NOW))
    [line] = issued(session, "collège du faron")
    assert (line.number, line.lot_id) == ("FC-2026-0001", None)
    assert form.subtitle == "Collège du Faron · Lot 3 Peinture"
