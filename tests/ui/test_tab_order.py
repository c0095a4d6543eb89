"""Tab goes through forms in the order in which they are read."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import LotHolder
from facilitator_app.domain.keys import key_of
from facilitator_app.ui.dashboard.first_steps import FirstSteps
from facilitator_app.ui.forms.criteria_field import CriteriaField
from facilitator_app.ui.forms.lot_form import LotDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_draft import ProofDraft
from tests.make import a_company, a_contract, a_lot


def walked(root: QWidget, first: QWidget, qtbot: QtBot) -> list[QWidget]:
    """What has the focus in turn, until Tab comes back."""
    qtbot.addWidget(root)
    with qtbot.waitActive(root):
        root.show()
        root.activateWindow()
    first.setFocus()
    seen: list[QWidget] = []
    while (here := root.focusWidget()) is not None and here not in seen:
        seen.append(here)
        root.focusNextChild()
    return seen


@pytest.mark.parametrize("holders", [1, 2])
def test_the_form_of_a_lot_misses_no_field_after_its_companies(
    database: Database, look: Look, qtbot: QtBot, holders: int
) -> None:
    with database.transaction() as session:
        lot = a_lot(session, a_company(session), contract_id=a_contract(session).id, code="a")
        keys = lot.contract_id, lot.id
        if holders == 2:
            other = a_company(session, name="Thermivar").id
            session.add(LotHolder(id=key_of("lot_holder", lot.id, other), lot_id=lot.id, company_id=other))
    dialog = LotDialog(Workspace(database), *keys)
    names = [widget.accessibleName() for widget in walked(dialog, dialog.form.editor("commune_code"), qtbot)]
    assert names[1:4] == ["Entreprise", "Nouvelle entreprise", "Retirer cette entreprise du lot"]
    assert names.count("Entreprise") == holders
    assert names.index("Montant du lot (€ HT)") > max(n for n, name in enumerate(names) if name == "Entreprise")
    assert "Heures dues" in names
    dialog.form.editor("holders").setFocus()
    focused = dialog.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Entreprise"


def test_the_first_steps_come_one_after_the_other(database: Database, look: Look, qtbot: QtBot) -> None:
    page = FirstSteps(Workspace(database))
    page.refresh()
    page.refresh()
    seen = walked(page, page.skip_button, qtbot)
    assert seen[:6] == [page.skip_button, *page.buttons.values(), page.add_button]


def test_another_person_begins_at_the_first_criterion(look: Look, qtbot: QtBot) -> None:
    field = CriteriaField(dt.date(2026, 11, 24))
    qtbot.addWidget(field)
    third = field.shown()[2]
    field.set_value((ProofDraft(third.category.code),))
    assert field.focusProxy() is third.box
    field.set_value(())
    assert field.focusProxy() is field.shown()[0].box
