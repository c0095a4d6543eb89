"""What was typed in a form when the house was locked is found again in the same form about the same records."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app import ui
from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Company
from facilitator_app.domain.contract import HolderRole
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.ui.following.forms import EventForm
from facilitator_app.ui.forms.company_form import CompanyDialog
from facilitator_app.ui.forms.contract_form import ContractDialog
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.lot_form import LotDialog
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.plan.calibration_dialog import CalibrationDialog
from facilitator_app.ui.security.leaving import close_dialogs
from facilitator_app.ui.widgets import Banner
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.kept_typing import Typed
from facilitator_app.use_cases.lots import HolderDraft
from tests import make
from tests.conftest import TODAY

NEVER_KEPT = {
    "PhraseDialog": "a passphrase", "PersonDialog": "a passphrase", "ChangePhraseDialog": "a passphrase",
    "AddPersonDialog": "a passphrase", "EncryptDialog": "a passphrase", "ProveDialog": "a passphrase",
    "RestoreDialog": "a box", "DistrictsDialog": "a box", "MergeCompanyDialog": "a choice",
    "MergeBuyersDialog": "a choice", "LotChoice": "a choice", "matching LotDialog": "a choice",
    "PenaltyList": "a list", "KeptCalibrations": "a list", "LabourDialog": "a list",
    "PlanImportDialog": "what is pasted from a file", "PasteDialog": "what is pasted from a file",
}  # fmt: skip


class Desk:
    """One facilitator before a window, who locks her house and opens it again."""

    def __init__(self, database: Database) -> None:
        with database.transaction() as session:
            company = make.a_company(session, name="Batirade SAS")
            lot = make.a_lot(session, company)
            self.contract, self.lot, self.company = lot.contract_id, lot.id, company.id
            self.person = make.a_beneficiary(session).id
        self.workspace = Workspace(database, lambda: TODAY)
        self.window = QWidget()
        self.window.resize(1366, 768)
        self.window.show()

    def shown(self, make: Callable[[Desk], FormDialog]) -> FormDialog:
        dialog = make(self)
        dialog.open()
        return dialog

    def lock_and_open(self) -> None:
        close_dialogs(self.window)
        self.workspace.close()
        self.workspace = Workspace(self.workspace.database, lambda: TODAY)


@pytest.fixture
def desk(look: Look, database: Database, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(database)
    yield desk
    close_dialogs(desk.window)
    desk.window.close()
    desk.window.deleteLater()


def _need(desk: Desk) -> FormDialog:
    return NeedDialog(desk.workspace, desk.lot, None, desk.window)


def _lot(desk: Desk) -> FormDialog:
    return LotDialog(desk.workspace, desk.contract, desk.lot, desk.window)


def _contract(desk: Desk) -> FormDialog:
    return ContractDialog(desk.workspace, desk.contract, desk.window)


def _company(desk: Desk) -> FormDialog:
    return CompanyDialog(desk.workspace, desk.company, parent=desk.window)


def _event(desk: Desk) -> FormDialog:
    return EventForm(desk.window, desk.workspace, desk.person, None)


def _calibration(desk: Desk) -> FormDialog:
    return CalibrationDialog(desk.window, desk.workspace, lot_id=desk.lot)


def banners(dialog: FormDialog) -> list[Banner]:
    return [each for each in dialog.findChildren(Banner) if each.isVisible() and "Vous aviez tapé" in each.text()]


HOLDERS = [["Bati", "Sous-traitant", "Correspondant à désigner"]]
FORMS = [
    pytest.param(_need, {"title": "Manœuvre", "starts_on": "31/0", "cv_needed": True, "duties": "Porter\nRanger"},
                 id="need"),
    pytest.param(_lot, {"title": "Charpente", "amount": "74,4e", "holders": HOLDERS}, id="lot"),
    pytest.param(_contract, {"subject": "Groupe scolaire", "considerations": ["Critère social"]}, id="contract"),
    pytest.param(_company, {"note": "À rappeler", "trades": ["F1703", "maç"]}, id="company"),
    pytest.param(_event, {"text": "Absente deux jours"}, id="event"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "typed"), FORMS)
def test_what_was_typed_is_there_again_once_and_may_be_forgotten(
    desk: Desk, form: Callable[[Desk], FormDialog], typed: Typed
) -> None:
    first = desk.shown(form)
    as_opened = first.form.typed()
    assert typed.keys() <= as_opened.keys(), "the control: the form has these fields"
    first.form.retype(typed)
    shown, stops = first.form.typed(), [stop.accessibleName() for stop in first._reached_by_tab()]
    assert {name: shown[name] for name in typed} == typed, "the control: each field shows what it is given"
    desk.lock_and_open()
    again = desk.shown(form)
    assert again.form.typed() == shown
    [banner] = banners(again)
    [button] = banner.findChildren(QPushButton)
    assert [stop.accessibleName() for stop in again._reached_by_tab()] == [*stops, button.accessibleName()]
    button.click()
    assert again.form.typed() == as_opened
    assert not banners(again)
    again.reject()
    assert not banners(desk.shown(form)), "what was shown again and given up is not shown a third time"


def test_values_chosen_are_chosen_again_and_can_be_saved(desk: Desk, database: Database) -> None:
    with database.transaction() as session:
        other = make.a_company(session, name="Charpentes du Port").id
    holders = (
        HolderDraft(company=desk.company, role=HolderRole.HOLDER),
        HolderDraft(company=other, role=HolderRole.CO_CONTRACTOR),
    )
    first = desk.shown(_lot)
    first.form.set_values({"holders": holders})
    desk.lock_and_open()
    again = desk.shown(_lot)
    assert again.form.values()["holders"] == holders
    again.save()
    assert not banners(desk.shown(_lot))


def test_trades_added_to_a_calibration_come_back_with_their_figures(desk: Desk) -> None:
    first = desk.shown(_calibration)
    assert isinstance(first, CalibrationDialog)
    first.trades.add_another()
    first.form.retype({"name0": "Peinture", "amount0": "12 000", "name1": "Charpente", "amount1": "40 000"})
    shown = first.form.typed()
    desk.lock_and_open()
    again = desk.shown(_calibration)
    assert again.form.typed() == shown


def test_another_record_and_another_facilitator_find_nothing(desk: Desk, database: Database) -> None:
    with database.transaction() as session:
        other = make.a_beneficiary(session).id
    desk.shown(_event).form.retype({"text": "Absente deux jours"})
    desk.lock_and_open()
    assert not banners(desk.shown(lambda desk: EventForm(desk.window, desk.workspace, other, None)))
    author, database.author = database.author, "Marc Delvaux"
    assert not banners(desk.shown(_event))
    database.author = author
    assert banners(desk.shown(_event))


def test_nothing_typed_or_given_up_by_hand_leaves_nothing_in_the_file(desk: Desk, database: Database) -> None:
    desk.shown(_need)
    given_up = desk.shown(_event)
    given_up.form.retype({"text": "Absente deux jours"})
    given_up.reject()
    desk.lock_and_open()
    with database.reading() as session:
        assert [row for row in session.scalars(select(Snapshot)) if row.version == "typed"] == []


def test_a_company_chosen_then_removed_is_only_its_text(desk: Desk, database: Database) -> None:
    with database.transaction() as session:
        other = make.a_company(session, name="Charpentes du Port").id
    desk.shown(_lot).form.set_values({"holders": (HolderDraft(company=other, role=HolderRole.HOLDER),)})
    desk.lock_and_open()
    with database.transaction() as session:
        session.get_one(Company, other).removed = True
    assert "Charpentes du Port" in str(desk.shown(_lot).form.editor("holders").problem())  # type: ignore[attr-defined]


def test_every_form_says_whether_what_is_typed_there_is_kept() -> None:
    """A form that asks for a passphrase never may."""
    kept: set[str] = set()
    bases: dict[str, str] = {}
    for file in sorted(Path(ui.__path__[0]).rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.ClassDef) and node.bases and isinstance(node.bases[0], ast.Name):
                name = f"matching {node.name}" if file.parent.name == "matching" else node.name  # two LotDialogs
                bases[name] = node.bases[0].id
                if "self.find_again(" in ast.unparse(node):
                    kept.add(name)
    forms = {name for name in bases if "FormDialog" in _line(name, bases)}
    assert {"NeedDialog", "EventForm", "ProveDialog", "matching AnswerDialog"} <= forms
    wanted = {name for name in forms if not kept & {name, *_line(name, bases)}}
    assert wanted == set(NEVER_KEPT)


def _line(name: str, bases: dict[str, str]) -> list[str]:
    above = []
    while (name := bases.get(name, "")) and name not in above:
        above.append(name)
    return above
