"""Words that have no place in a file are pointed out beside every text typed freely about somebody."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import new_key
from facilitator_app.ui.careful import REMINDER, CarefulBanner
from facilitator_app.ui.eligibility.decision_forms import RefuseDialog
from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.following.forms import EventForm
from facilitator_app.ui.forms.beneficiary_form import BeneficiaryForm
from facilitator_app.ui.look import Look
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database)


@pytest.mark.parametrize(("kind", "field"), [("sheet", "note"), ("refusal", "note"), ("event", "text")])
def test_a_word_of_health_is_pointed_out_as_it_is_typed(
    workspace: Workspace, look: Look, qtbot: QtBot, kind: str, field: str
) -> None:
    form: BeneficiaryForm | RefuseDialog | EventForm
    if kind == "sheet":
        form = BeneficiaryForm(TODAY)
    elif kind == "refusal":
        form = RefuseDialog(None, workspace, new_key())
    else:
        form = EventForm(None, workspace, new_key(), None)
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
