"""The page «Programmation»: the line of months, the table, deciding, calibrating, making a contract."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import ClauseKind, Segment
from facilitator_app.domain.legal_threshold import BuyerKind
from facilitator_app.domain.purchase_plan import PlanStep, Screening
from facilitator_app.domain.values import Month, euros, hours
from facilitator_app.ui.form import Form
from facilitator_app.ui.pages.plan_page import PlanPage
from facilitator_app.ui.plan.kept_calibrations import KeptCalibrations
from facilitator_app.ui.plan.month_field import read_month
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import purchase_plan
from facilitator_app.use_cases.agenda import agenda, put_on_agenda
from facilitator_app.use_cases.documents import issued
from facilitator_app.use_cases.purchase_plan import PurchaseDraft, ScreeningDraft
from tests.conftest import TODAY


@pytest.fixture
def page(qtbot: QtBot, database: Database) -> PlanPage:
    page = PlanPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1200, 720)
    page.show()
    page.open()
    return page


def add(page: PlanPage, title: str = "Nettoyage des écoles", **said: Any) -> str:
    usual: dict[str, Any] = {
        "buyer": "Ville de Port-Calme", "buyer_kind": BuyerKind.OTHER, "segment": Segment.SUPPORT,
        "amount": euros(2_400_000), "consultation": Month(2026, 12), "notification": Month(2027, 3),
        "duration_months": 12, "forecast_hours": hours(4800),
    }  # fmt: skip
    return page._workspace.do(purchase_plan.plan_purchase, PurchaseDraft(title=title, **(usual | said)))


def dialog(page: PlanPage) -> Any:
    return [each for each in page.findChildren(QDialog) if each.isVisible()][-1]


def fill(page: PlanPage, **values: Any) -> None:
    shown = dialog(page)
    form: Form = shown.form
    form.set_values(values)
    shown.save()


def test_an_empty_plan_says_how_to_begin(page: PlanPage) -> None:
    assert page._views.currentIndex() == 2
    page.new_purchase()
    fill(page, title="Voirie Est", buyer="Métropole", consultation=Month(2027, 1))
    assert page.gantt.purchase() is not None
    assert page._views.currentIndex() == 0
    assert page.current().title == "Voirie Est"  # type: ignore[union-attr]


def test_the_line_of_months_says_aloud_what_it_draws(page: PlanPage) -> None:
    add(page)
    add(page, "Mobilier", buyer="Département", consultation=None, notification=None, year=2027)
    titles = [line.title for line in page.gantt.lines.rows]
    assert titles == ["Département · 1", "Mobilier", "Ville de Port-Calme · 1", "Nettoyage des écoles"]
    aloud = page.gantt.lines.index(3, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "consultation en décembre 2026" in aloud
    assert "4\u202f800\u00a0h d’avril 2027 à mars 2028" in aloud
    assert "dates à préciser" in page.gantt.lines.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)


def test_arrows_move_through_time(page: PlanPage) -> None:
    add(page)
    first = page.gantt.axis.first
    page.gantt.setFocus()
    QTest.keyClick(page.gantt, Qt.Key.Key_Right)
    assert page.gantt.axis.first == first.plus(3)
    QTest.keyClick(page.gantt, Qt.Key.Key_Left)
    assert page.gantt.axis.first == first
    page.show_more()
    assert page.gantt.axis.months == 36
    assert len(page.quarters.as_table()) == 13


def test_quarters_are_told_as_numbers(page: PlanPage) -> None:
    add(page)
    rules = purchase_plan.PlanRulesDraft(quarter_capacity=hours(1000))
    page._workspace.do(purchase_plan.change_plan_rules, rules)
    rows = {row[0]: row for row in page.quarters.as_table()}
    assert rows["T2 2027"][-2:] == ("1\u202f200\u00a0h", "+\u00a020\u00a0%")
    assert "dépasse à partir du T2 2027" in page.quarters.accessibleDescription()


def test_deciding_from_the_card_changes_the_line(page: PlanPage) -> None:
    add(page)
    page.card.decide()
    fill(page, screening=Screening.NONE)
    assert dialog(page).form.problems_shown()
    fill(page, screening=Screening.KEEP, clause=ClauseKind.RESERVED)
    row = page.current()
    assert row is not None
    assert (row.look.label, row.step) == ("Réservé", PlanStep.SCREENED)
    assert "100\u00a0% avec clause" in page._header._subtitle.text()


def test_calibrating_fills_the_hours_forward_and_backward(page: PlanPage) -> None:
    add(page, forecast_hours=None, lots=1)
    page.card.calibrate()
    form = dialog(page).form
    form.set_values(
        {"amount0": euros(1_000_000), "labour_share0": Decimal("0.5"), "insertion_rate0": Decimal("0.05"),
         "hourly_cost0": euros(30)}
    )  # fmt: skip
    dialog(page).recount()
    assert "= 833\u00a0h" in dialog(page)._result.text()
    form.set_values({"kept_hours": hours(1000)})
    dialog(page).work_backwards()
    assert form.values()["insertion_rate0"] == Decimal("0.06")
    dialog(page).save()
    row = page.current()
    assert row is not None
    assert row.forecast_hours == 1000
    assert row.step is PlanStep.CALIBRATED


def test_several_lots_are_chosen_one_at_a_time(page: PlanPage) -> None:
    add(page, lots=2)
    page.card.calibrate()
    dialog(page).save()
    form = dialog(page).form
    assert "title" in form.values()
    fill(page, amount0=euros(1_500_000), labour_share0=Decimal("0.7"), insertion_rate0=Decimal("0.1"),
         hourly_cost0=euros(30), title="Gros œuvre")  # fmt: skip
    row = page.current()
    assert row is not None
    assert row.forecast_hours == 3500


def test_calibrations_of_a_purchase_are_read_and_their_sheet_kept_once_printed(page: PlanPage) -> None:
    add(page, lots=2)
    page.card.show_calibrations()
    assert dialog(page).print_button.isHidden()
    assert dialog(page).table.isHidden()  # an empty frame would say nothing
    dialog(page).save()
    page.card.calibrate()
    fill(page, number="2")
    fill(page, amount0=euros(1_500_000), labour_share0=Decimal("0.7"), insertion_rate0=Decimal("0.1"),
         hourly_cost0=euros(30), title="Gros œuvre")  # fmt: skip
    page.card.show_calibrations()
    kept = page.findChildren(KeptCalibrations)[-1]
    row = kept.table.current_row()
    assert (row.lot_number, row.title, row.kept_hours) == ("2", "Gros œuvre", 3500)
    kept.print_button.click()
    paper = kept.findChildren(PaperWindow)[-1]
    assert paper.preview.pages == 1
    paper.left.emit("letter")
    assert [line.number[:3] for line in page._workspace.ask(issued)] == ["FC-"]


def test_a_purchase_becomes_a_contract_and_leads_to_it(page: PlanPage, qtbot: QtBot) -> None:
    key = add(page)
    page._workspace.do(purchase_plan.screen, key, ScreeningDraft(screening=Screening.KEEP, clause=ClauseKind.EXECUTION))
    page.card.become_contract()
    with qtbot.waitSignal(page.go_to) as went:
        fill(page)
    assert went.args is not None
    assert went.args[0] == "contracts"
    row = page.current()
    assert row is not None
    assert row.contract_id == went.args[1]["contract"]
    assert not page.card.decide_button.isEnabled()
    with qtbot.waitSignal(page.go_to):
        page.card.become_contract()


@pytest.mark.parametrize("as_table", [False, True])
def test_a_purchase_taken_off_leaves_the_card_to_the_next(page: PlanPage, as_table: bool) -> None:
    for title in ("Nettoyage des écoles", "Peinture des écoles", "Toiture des écoles"):
        add(page, title)
    if as_table:
        page.switch_view()
    for left in (2, 1, 0):
        page.card.remove()
        row = page.current()
        assert len(page.model.rows) == left
        assert (row is not None and page.card._row == row) if left else page.card._row is None


def test_pasted_lines_are_shown_before_they_are_added(page: PlanPage) -> None:
    page.import_plan()
    shown = dialog(page)
    shown.pasted.setPlainText("Objet\tMontant\tCouleur\nVoirie\t12 M€\tbleu\nMobilier\tcher\tgris")
    assert "2 achats lus" in shown._told.text()
    assert "Couleur" in shown._told.text()
    fill(page, buyer="Métropole")
    assert {row.title for row in page.model.rows} == {"Voirie", "Mobilier"}
    assert "2 achats ajoutés" in page.banner.text()


def test_the_table_and_the_line_show_the_same_purchase(page: PlanPage) -> None:
    add(page)
    wanted = add(page, "Voirie", buyer="Métropole")
    page.open(purchase=wanted)
    page.switch_view()
    assert page.table.current_row().purchase_id == wanted
    assert page._views.currentIndex() == 1
    page.switch_view()
    assert page.gantt.purchase().purchase_id == wanted  # type: ignore[union-attr]


def test_thresholds_are_changed_from_the_page(page: PlanPage) -> None:
    add(page)
    page.change_rules()
    rules = dialog(page)
    rules.table.select_place(0)
    assert rules.table.current_row().contract_kind.label == "Travaux"
    rules.add_threshold()
    fill(page)
    assert dialog(page).form.problems_shown()
    dialog(page).reject()
    rules.form.set_values({"target_share": Decimal("0.5")})
    rules.save()
    assert "objectif 50\u00a0%" in page._header._subtitle.text()


def test_filters_count_what_they_show(page: PlanPage) -> None:
    add(page)
    add(page, "Voirie", segment=Segment.WORKS, amount=euros(100_000))
    page.chips.choose("works")
    page._show()
    assert [row.title for row in page.model.rows] == ["Voirie"]
    page.chips.choose("required")
    page._show()
    assert [row.title for row in page.model.rows] == ["Nettoyage des écoles"]


@pytest.mark.parametrize("text", ["12/2026", "2026-12", "décembre 2026", "déc 2026"])
def test_months_are_typed_in_any_usual_way(text: str) -> None:
    assert read_month(text) == Month(2026, 12)


@pytest.mark.parametrize("text", ["13/2026", "demain", "12", "ju 2026"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_month(text)


def test_a_purchase_is_put_on_the_agenda_of_the_next_meeting(page: PlanPage) -> None:
    key = add(page)
    page.card.agenda_button.click()
    fill(page, why="Clause à étudier")
    assert "À l’ordre du jour de la prochaine réunion\u00a0: Clause à étudier." in page.card.said.text()
    [point] = page._workspace.ask(agenda, TODAY)
    assert point.purchase is not None
    assert point.purchase.id == key


def test_the_purchase_chosen_stays_chosen_once_something_was_done_with_it(page: PlanPage) -> None:
    keys = [add(page, title) for title in ("Nettoyage des écoles", "Peinture des écoles", "Toiture des écoles")]
    page.open(purchase=keys[2])
    page._workspace.do(put_on_agenda, TODAY, purchase_id=keys[2])
    row = page.current()
    assert row is not None
    assert row.purchase_id == keys[2]
    assert page.card.said.text().count("À l’ordre du jour") == 1
