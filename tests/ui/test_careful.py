"""Words that have no place in a file are pointed out beside every text typed freely about somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import new_key
from facilitator_app.domain.values import Month
from facilitator_app.ui.careful import REMINDER, CarefulBanner
from facilitator_app.ui.eligibility.decision_forms import ExtendDialog, LiftDialog, RefuseDialog
from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.following.forms import EventForm
from facilitator_app.ui.forms.beneficiary_form import BeneficiaryForm
from facilitator_app.ui.forms.file_reason_forms import ArchiveFileDialog, ReopenFileDialog
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.reason_form import ReopenDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.matching.forms import SetAsideDialog
from facilitator_app.ui.personal_data.forms import HoldDialog, RestrictDialog
from facilitator_app.ui.returns.exchange_form import ExchangeForm
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.exchanges import ExchangeDraft
from tests.conftest import TODAY


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database)


FORMS: dict[str, Callable[[Workspace], BeneficiaryForm | FormDialog]] = {
    "sheet": lambda _: BeneficiaryForm(TODAY),
    "refusal": lambda workspace: RefuseDialog(None, workspace, new_key()),
    "lifted refusal": lambda workspace: LiftDialog(None, workspace, new_key()),
    "extension": lambda workspace: ExtendDialog(None, workspace, new_key(), None),
    "event": lambda workspace: EventForm(None, workspace, new_key(), None),
    "kept longer": lambda workspace: HoldDialog(None, workspace, new_key(), "Martel Lucie"),
    "left alone": lambda workspace: RestrictDialog(None, workspace, new_key(), "Martel Lucie"),
    "archived": lambda workspace: ArchiveFileDialog(None, workspace, new_key()),
    "opened again": lambda workspace: ReopenFileDialog(None, workspace, new_key()),
    "exchange": lambda workspace: ExchangeForm(None, workspace, ExchangeDraft(), None),
    "month opened again": lambda workspace: ReopenDialog(None, workspace, new_key(), Month(2026, 10)),
    "set aside": lambda workspace: SetAsideDialog(workspace, new_key(), "B-112", new_key(), "Martel Lucie", None),
}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("sheet", "note"), ("refusal", "note"), ("lifted refusal", "reason"), ("extension", "reason"),
        ("event", "text"), ("kept longer", "reason"), ("left alone", "reason"), ("archived", "reason"),
        ("opened again", "reason"), ("exchange", "summary"), ("exchange", "remarks"), ("exchange", "actions"),
        ("month opened again", "reason"), ("set aside", "reason"),
    ],
)  # fmt: skip
def test_a_word_of_health_is_pointed_out_as_it_is_typed(
    workspace: Workspace, look: Look, qtbot: QtBot, kind: str, field: str
) -> None:
    form = FORMS[kind](workspace)
    editor = (form if isinstance(form, BeneficiaryForm) else form.form).editor(field)
    qtbot.addWidget(form)
    (banner,) = form.findChildren(CarefulBanner)
    assert isinstance(editor, LinesField | TextField)
    type_in(editor, "dépression l’an dernier")
    assert not banner.isHidden()
    assert "«\u00a0dépression\u00a0» (santé)" in banner.text()
    type_in(editor, "cherche un mi-temps")
    assert banner.isHidden()


def test_the_remarks_of_a_sheet_say_what_to_write(look: Look, qtbot: QtBot) -> None:
    form = BeneficiaryForm(TODAY)
    qtbot.addWidget(form)
    note = form.editor("note")
    assert isinstance(note, LinesField)
    assert note.placeholderText() == REMINDER


def type_in(editor: LinesField | TextField, text: str) -> None:
    if isinstance(editor, LinesField):
        editor.setPlainText(text)
    else:
        editor.setText(text)
        editor.textEdited.emit(text)
