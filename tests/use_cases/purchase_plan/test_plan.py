"""A purchase, from the buyer's plan to the contract."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Buyer, CompanyKind
from facilitator_app.domain.contract import ClauseKind, Contract, Lot, Segment
from facilitator_app.domain.legal_requirement import LegalException, Verdict
from facilitator_app.domain.legal_threshold import SHIPPED, BuyerKind, ContractKind
from facilitator_app.domain.plan_forecast import Look, Quarter
from facilitator_app.domain.purchase_advice import Tool
from facilitator_app.domain.purchase_plan import PlanStep, Screening
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.exchange.purchases import read_pasted, read_plan
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.account.reading import lot_account
from facilitator_app.use_cases.calibrations import CalibrationDraft, TradeDraft, keep_calibration, versions
from facilitator_app.use_cases.lot_sheet import lot_sheet
from facilitator_app.use_cases.purchase_plan import PurchaseDraft, ScreeningDraft, ThresholdDraft
from tests.conftest import TODAY
from tests.make import a_beneficiary, a_company, a_lot

PAINTING = TradeDraft("Peinture", euros(1_000_000), Decimal("0.5"), Decimal("0.05"), euros(30))


def seen(*values: Any) -> tuple[Any, ...]:
    """Amounts of any kind, to be compared with plain numbers."""
    return values


def draft(**said: Any) -> PurchaseDraft:
    usual: dict[str, Any] = {
        "title": "Nettoyage des écoles",
        "buyer": "Ville de Port-Calme",
        "buyer_kind": BuyerKind.OTHER,
        "segment": Segment.SUPPORT,
        "amount": euros(2_400_000),
        "consultation": Month(2026, 12),
        "notification": Month(2027, 3),
        "duration_months": 12,
        "forecast_hours": hours(4800),
    }
    return PurchaseDraft(**(usual | said))


def planned(session: Session, **said: Any) -> str:
    return purchase_plan.plan_purchase(session, draft(**said))


def keep(session: Session, key: str, clause: ClauseKind = ClauseKind.EXECUTION) -> None:
    purchase_plan.screen(session, key, ScreeningDraft(screening=Screening.KEEP, clause=clause))


def row(session: Session, key: str) -> purchase_plan.PlanRow:
    return next(row for row in purchase_plan.plan(session, TODAY).rows if row.purchase_id == key)


def test_a_typed_line_is_shown_with_its_legal_test(session: Session) -> None:
    shown = row(session, planned(session))
    assert (shown.buyer, shown.year, shown.step) == ("Ville de Port-Calme", 2026, PlanStep.FORESEEN)
    assert shown.legal.verdict is Verdict.REQUIRED
    assert shown.look is Look.STUDY
    assert (shown.start, shown.end) == (Month(2027, 4), Month(2028, 3))
    assert session.scalars(select(Buyer.kind)).one() is BuyerKind.OTHER


def test_a_line_says_what_is_wrong_with_it(session: Session) -> None:
    with pytest.raises(Refusal) as refused:
        planned(session, title=" ", buyer="", consultation=Month(2027, 5), consultation_day=40, amount=euros(-1))
    fields = {problem.field for problem in refused.value.problems}
    assert fields >= {"title", "buyer", "consultation_day", "notification", "amount"}
    with pytest.raises(Refusal, match="année"):
        planned(session, consultation=None, notification=None)


def test_a_line_is_corrected_in_its_form(session: Session) -> None:
    key = planned(session)
    shown = purchase_plan.purchase_draft(session, key)
    assert shown == replace(draft(), year=2026)
    purchase_plan.correct_purchase(session, key, replace(shown, lots=3, amount=euros(100_000)))
    assert row(session, key).lots == 3
    assert row(session, key).legal.verdict is Verdict.OPTIONAL
    purchase_plan.remove_purchase(session, key)
    assert purchase_plan.plan(session, TODAY).rows == ()


def test_deciding_without_a_reason_is_refused(session: Session) -> None:
    key = planned(session)
    for wrong, field in (
        (ScreeningDraft(), "screening"),
        (ScreeningDraft(screening=Screening.NONE), "screening_reason"),
        (ScreeningDraft(screening=Screening.KEEP), "clause"),
        (ScreeningDraft(screening=Screening.STUDY, exception=LegalException.DIFFICULTY), "exception_reason"),
    ):
        with pytest.raises(Refusal) as refused:
            purchase_plan.screen(session, key, wrong)
        assert field in {problem.field for problem in refused.value.problems}


def test_an_exception_is_kept_with_its_reason_and_its_author(session: Session) -> None:
    key = planned(session)
    said = ScreeningDraft(
        screening=Screening.NONE, screening_reason="Solution du commerce", exception=LegalException.OFF_THE_SHELF,
        exception_reason="Le besoin est couvert par un produit existant.", decided_by="Direction des achats",
        decided_on=TODAY,
    )  # fmt: skip
    purchase_plan.screen(session, key, said)
    assert purchase_plan.screening_draft(session, key) == said
    assert row(session, key).legal.verdict is Verdict.EXEMPTED
    assert row(session, key).step is PlanStep.SCREENED
    assert row(session, key).work is None


def test_steps_follow_one_another_once_decided(session: Session) -> None:
    key = planned(session)
    with pytest.raises(Refusal, match="Décidez d’abord"):
        purchase_plan.move_to(session, key, PlanStep.DRAFTED)
    keep(session, key)
    for step in (PlanStep.DRAFTED, PlanStep.CONSULTATION, PlanStep.NOTIFIED):
        purchase_plan.move_to(session, key, step)
        assert row(session, key).step is step
    with pytest.raises(Refusal, match="Devient un marché"):
        purchase_plan.move_to(session, key, PlanStep.CONTRACT)


def test_a_purchase_becomes_a_contract_without_retyping(session: Session) -> None:
    key = planned(session, lots=1)
    keep(session, key)
    contract_id = purchase_plan.become_contract(session, key, dt.date(2027, 3, 12), TODAY)
    contract, lot = session.get(Contract, contract_id), session.scalars(select(Lot)).one()
    assert contract is not None
    assert (contract.number, contract.subject) == ("M-2027-001", "Nettoyage des écoles")
    assert seen(contract.amount, contract.duration_months, contract.considerations) == (2_400_000, 12, ("clause",))
    assert seen(lot.due_hours, lot.segment, lot.clause, lot.amount) == (
        4800, Segment.SUPPORT, ClauseKind.EXECUTION, 2_400_000,
    )  # fmt: skip
    shown = row(session, key)
    assert (shown.step, shown.contract_id, shown.work) == (PlanStep.CONTRACT, contract_id, None)
    for again in (
        lambda: purchase_plan.become_contract(session, key, None, TODAY),
        lambda: purchase_plan.remove_purchase(session, key),
    ):
        with pytest.raises(Refusal):
            again()


def test_calibrated_lots_become_the_lots_of_the_contract(session: Session) -> None:
    key = planned(session, lots=3, forecast_hours=None)
    keep(session, key, ClauseKind.RESERVED)
    for number, title in (("1", "Gros œuvre"), ("3", "Peinture")):
        keep_calibration(
            session, CalibrationDraft(trades=(PAINTING,), lot_number=number, title=title), TODAY, purchase_id=key
        )
    assert row(session, key).forecast_hours == 1666
    assert row(session, key).step is PlanStep.CALIBRATED
    purchase_plan.become_contract(session, key, None, TODAY)
    lots = session.scalars(select(Lot).order_by(Lot.number)).all()
    assert [(lot.number, lot.title, lot.due_hours) for lot in lots] == [
        ("1", "Gros œuvre", 833),
        ("2", "Lot 2, intitulé à préciser", None),
        ("3", "Peinture", 833),
    ]
    assert {lot.clause for lot in lots} == {ClauseKind.RESERVED}
    assert lots[0].insertion_rate == Decimal("0.05")
    assert len(versions(session, lot_id=lots[0].id)) == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pasted"])
def test_a_line_goes_from_the_buyer_s_table_to_the_account_of_its_lots(
    session: Session, tmp_path: Path, kind: str
) -> None:
    """Nothing is typed twice: what the table said is in the contract, and the lots owe what was calibrated."""
    cells = (
        ["Achat", "Acheteur", "Segment", "Montant", "Lots", "Consultation", "Notification", "Durée", "Clause"],
        ["Nettoyage des écoles", "Ville", "Services", "2,4 M€", "2", "12/2026", "03/2027", "24 mois", "oui"],
    )
    key = next(iter(imported(session, tmp_path, kind, cells)))
    assert row(session, key).step is PlanStep.FORESEEN
    keep(session, key)
    for number in ("1", "2"):
        trades = (TradeDraft("Nettoyage", euros(1_200_000), Decimal("0.8"), Decimal("0.05"), euros(24)),)
        keep_calibration(
            session, CalibrationDraft(trades=trades, lot_number=number, title=f"Secteur {number}"), TODAY,
            purchase_id=key,
        )  # fmt: skip
    assert seen(row(session, key).step, row(session, key).forecast_hours) == (PlanStep.CALIBRATED, 4000)
    for step in (PlanStep.DRAFTED, PlanStep.CONSULTATION, PlanStep.NOTIFIED):
        purchase_plan.move_to(session, key, step)
    notified = dt.date(2027, 3, 15)
    contract = session.get_one(Contract, purchase_plan.become_contract(session, key, notified, notified))
    assert seen(contract.subject, contract.amount, contract.duration_months) == ("Nettoyage des écoles", 2_400_000, 24)
    made = session.scalars(select(Lot).where(Lot.contract_id == contract.id).order_by(Lot.number)).all()
    assert [(lot.title, lot.starts_on, lot.ends_on) for lot in made] == [
        (f"Secteur {number}", notified, dt.date(2029, 3, 14)) for number in (1, 2)
    ]
    for lot in made:
        shown = lot_account(session, lot.id, notified)
        assert seen(shown.stated, shown.account.due, shown.account.as_signed) == (True, 2000, 2000)
    assert row(session, key).contract_id == contract.id


def imported(session: Session, folder: Path, kind: str, cells: tuple[list[str], ...]) -> list[str]:
    """The purchases of a table given in one of the ways the window takes."""
    file = folder / f"plan.{kind}"
    if kind == "pasted":
        table = read_pasted("\n".join("\t".join(line) for line in cells))
    else:
        if kind == "csv":
            file.write_text("\n".join(";".join(line) for line in cells), encoding="cp1252")
        else:
            book = openpyxl.Workbook()
            for line in cells:
                book.active.append(line)
            book.save(file)
        table = read_plan(file)
    purchase_plan.import_lines(session, table.lines, "", None)
    return [line.purchase_id for line in purchase_plan.plan(session, TODAY).rows]


def test_what_is_without_a_clause_becomes_no_contract(session: Session) -> None:
    key = planned(session)
    purchase_plan.screen(session, key, ScreeningDraft(screening=Screening.NONE, screening_reason="Fourniture seule"))
    with pytest.raises(Refusal, match="sans clause"):
        purchase_plan.become_contract(session, key, None, TODAY)


def test_the_plan_of_a_year_and_its_share(session: Session) -> None:
    first, second = planned(session), planned(session, title="Mobilier", segment=Segment.SUPPLIES)
    planned(session, title="Étude", year=2028)
    keep(session, first)
    purchase_plan.screen(session, second, ScreeningDraft(screening=Screening.NONE, screening_reason="Fourniture"))
    whole, year = purchase_plan.plan(session, TODAY), purchase_plan.plan(session, TODAY, 2026)
    assert (len(whole.rows), len(year.rows), whole.years) == (3, 2, (2026, 2028))
    assert year.share.certain == Decimal("0.5")
    assert year.share.target == Decimal("0.3")


def test_hours_by_quarter_are_set_against_the_capacity(session: Session) -> None:
    keep(session, planned(session))
    plan = purchase_plan.plan(session, TODAY)
    assert plan.capacity.hours is None
    assert [load.total for load in plan.loads(Quarter(2027, 1), Quarter(2028, 1))] == [0, 1200, 1200, 1200, 1200]
    a_beneficiary(session)
    assert purchase_plan.plan(session, TODAY).capacity.hours == 455
    rules = replace(purchase_plan.plan_rules(session), quarter_capacity=hours(1000))
    purchase_plan.change_plan_rules(session, rules)
    plan = purchase_plan.plan(session, TODAY)
    assert plan.loads(Quarter(2027, 2), Quarter(2027, 2))[0].over == Decimal("0.2")


def test_rules_are_checked(session: Session) -> None:
    rules = purchase_plan.plan_rules(session)
    with pytest.raises(Refusal, match="croissant"):
        purchase_plan.change_plan_rules(session, replace(rules, many_suppliers=5))
    with pytest.raises(Refusal, match="journée"):
        purchase_plan.change_plan_rules(session, replace(rules, hours_per_day=hours(0)))
    purchase_plan.change_plan_rules(session, replace(rules, required_from=dt.date(2028, 1, 1)))
    assert row(session, planned(session)).legal.verdict is Verdict.OPTIONAL


def test_the_table_of_thresholds_is_the_house_s_own_once_changed(session: Session) -> None:
    assert len(purchase_plan.thresholds(session)) == len(SHIPPED)
    future = ThresholdDraft(
        contract_kind=ContractKind.SERVICES, buyer_kind=BuyerKind.OTHER, valid_from=dt.date(2028, 1, 1),
        amount=euros(220_000), source="Avis 2028",
    )  # fmt: skip
    key = planned(session, consultation=Month(2028, 2), notification=None)
    assert row(session, key).legal.verdict is Verdict.UNKNOWN
    purchase_plan.keep_threshold(session, future)
    assert row(session, key).legal.verdict is Verdict.REQUIRED
    lines = purchase_plan.thresholds(session)
    assert len(lines) == len(SHIPPED) + 1
    assert lines[0].source == "Avis 2028"
    purchase_plan.keep_threshold(session, replace(future, amount=euros(9_000_000)), lines[0])
    assert row(session, key).legal.verdict is Verdict.OPTIONAL
    purchase_plan.remove_threshold(session, purchase_plan.thresholds(session)[0])
    assert row(session, key).legal.verdict is Verdict.UNKNOWN


def test_correcting_a_shipped_line_replaces_it(session: Session) -> None:
    line = SHIPPED[0]
    corrected = ThresholdDraft(
        contract_kind=line.contract_kind,
        valid_from=line.valid_from,
        valid_until=line.valid_until,
        amount=euros(5_000_000),
    )
    purchase_plan.keep_threshold(session, corrected, line)
    table = purchase_plan.thresholds(session)
    assert len(table) == len(SHIPPED)
    assert [each.amount for each in table if each.contract_kind is ContractKind.WORKS] == [5_000_000, 5_538_000]
    with pytest.raises(Refusal, match="seuil"):
        purchase_plan.keep_threshold(session, replace(corrected, amount=None))


def test_a_lot_of_several_trades_is_comparable_by_its_weighted_figures(session: Session) -> None:
    """100 000 € at 80 % and 5 %, 300 000 € at 40 % and 10 %, the hour at 20 €: 800 hours of 10 000."""
    several = a_lot(session, title="Nettoyage et vitrerie", segment=Segment.SUPPORT, due_hours=None)
    trades = (
        TradeDraft("Nettoyage", euros(100_000), Decimal("0.8"), Decimal("0.05"), euros(20)),
        TradeDraft("Vitrerie", euros(300_000), Decimal("0.4"), Decimal("0.1"), euros(20)),
    )
    keep_calibration(session, CalibrationDraft(trades=trades), TODAY, lot_id=several.id)
    key = planned(session, title="Nettoyage", segment=Segment.SUPPORT, amount=euros(400_000))
    (alike,) = purchase_plan.purchase_advice(session, key).comparables
    assert (alike.amount, alike.labour_share, alike.insertion_rate, alike.due_hours) == (
        euros(400_000), Decimal("0.5"), Decimal("0.08"), hours(800),
    )  # fmt: skip
    other = a_lot(session, segment=Segment.SUPPORT)
    assert lot_sheet(session, other.id, TODAY).calibration.comparable == (Decimal("0.08"),)


def test_advice_rests_on_the_structures_and_lots_of_the_house(session: Session) -> None:
    for kind in (CompanyKind.EI, CompanyKind.AI, CompanyKind.ENTERPRISE):
        a_company(session, kind=kind, activity="Nettoyage de locaux")
    a_lot(
        session, title="Nettoyage des crèches", segment=Segment.SUPPORT, amount=euros(500_000),
        labour_share=Decimal("0.8"), insertion_rate=Decimal("0.05"), hourly_cost=euros(25), due_hours=hours(800),
    )  # fmt: skip
    a_lot(
        session, title="Accueil", segment=Segment.SUPPORT, amount=euros(2_400_000),
        labour_share=Decimal("0.8"), insertion_rate=Decimal("0.08"), hourly_cost=euros(25), due_hours=hours(6144),
    )  # fmt: skip
    a_lot(session, title="Peinture", segment=Segment.WORKS, insertion_rate=Decimal("0.2"))
    advice = purchase_plan.purchase_advice(session, planned(session, title="Nettoyage des halls"))
    assert advice.advised.figures[0] == "2 structures d’insertion capables de répondre."
    assert advice.advised.tool is Tool.EXECUTION
    assert [lot.lot for lot in advice.comparables] == ["Lot 1 Nettoyage des crèches", "Lot 1 Accueil"]
    assert advice.range_sentence == (
        "Lots comparables\u00a0: effort de 5 à 8\u00a0%, soit 3\u202f840 à 6\u202f140\u00a0h."
    )
    more = purchase_plan.purchase_advice(session, planned(session, title="Nettoyage des gymnases", suppliers=12))
    assert more.advised.tool is Tool.RESERVED_LOT


def test_a_plan_is_imported_once(session: Session) -> None:
    plan = read_pasted(
        "Objet\tAcheteur\tMontant\tConsultation\tClause\n"
        "Voirie\tMétropole\t12 M€\tdéc. 2026\toui\n"
        "Mobilier\t\t120 000\tT1 2027\tnon\n"
    )
    done = purchase_plan.import_lines(session, plan.lines, "Ville de Port-Calme", 2027)
    assert (done.added, done.known, done.refused) == (2, 0, ())
    again = purchase_plan.import_lines(session, plan.lines, "Ville de Port-Calme", 2027)
    assert (again.added, again.known) == (0, 2)
    rows = {row.title: row for row in purchase_plan.plan(session, TODAY).rows}
    assert (rows["Voirie"].buyer, rows["Voirie"].year, rows["Voirie"].screening) == ("Métropole", 2026, Screening.STUDY)
    assert (rows["Mobilier"].buyer, rows["Mobilier"].year) == ("Ville de Port-Calme", 2027)
    assert rows["Mobilier"].look is Look.NONE
    note = purchase_plan.purchase_draft(session, rows["Mobilier"].purchase_id).note
    assert "T1 2027" in note


def test_lines_that_cannot_be_kept_are_told_one_by_one(session: Session) -> None:
    plan = read_pasted("Achat\tConsultation\tNotification\nVoirie\t05/2027\t01/2027\nMobilier\t05/2027\t06/2027\n")
    done = purchase_plan.import_lines(session, plan.lines, "Ville", 2027)
    assert done.added == 1
    assert done.refused[0].startswith("Ligne 2\u00a0:")
    with pytest.raises(Refusal, match="acheteur"):
        purchase_plan.import_lines(session, plan.lines, "", 2027)
