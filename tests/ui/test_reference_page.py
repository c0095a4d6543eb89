"""The page «Référentiels»: loading, refusing, looking into a table, pasting travel times."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.reference import TableKind
from facilitator_app.ui import dialogs
from facilitator_app.ui.eligibility.criteria_dialog import CriteriaDialog
from facilitator_app.ui.pages.reference_page import ReferencePage
from facilitator_app.ui.reference.districts_dialog import DistrictsDialog
from facilitator_app.ui.reference.paste_dialog import PasteDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.beneficiaries import draft_of
from facilitator_app.use_cases.reference.tables import look_in
from tests.conftest import TODAY
from tests.exchange.reference import published
from tests.make import a_beneficiary
from tests.ui import readable
from tests.ui.accessibility import page_problems


@pytest.fixture
def page(qtbot: QtBot, database: Database) -> Iterator[ReferencePage]:
    page = ReferencePage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    page.open()
    yield page
    page.background.close()
    look_in(None)


def load(page: ReferencePage, qtbot: QtBot, file: Path) -> None:
    with qtbot.waitSignal(page.background.settled, timeout=10_000):
        page.load(file)


def cell(page: ReferencePage, kind: TableKind, column: int) -> str:
    place = page.model.place_of(kind)
    assert place is not None
    return str(page.model.index(place, column).data())


def test_each_table_says_its_edition_its_day_and_its_lines(page: ReferencePage, qtbot: QtBot, tmp_path: Path) -> None:
    assert cell(page, TableKind.JOBS, 1) == "livrée avec Arrimage"
    assert cell(page, TableKind.DISTRICTS, 4) == "À charger"
    load(page, qtbot, published.written(tmp_path, "QP_2024.geojson", published.districts()))
    assert [cell(page, TableKind.DISTRICTS, column) for column in range(1, 5)] == ["2024", "24/11/2026", "2", "Chargée"]
    assert "2 lignes (2 ajoutées)" in page.banner.text()
    assert page.table.current_row().kind is TableKind.DISTRICTS
    assert [row.code for row in page.entries_model.rows] == ["QN08301M", "QN08302I"]


def test_what_is_typed_searches_the_selected_table(page: ReferencePage) -> None:
    page.table.select_row(TableKind.COMMUNES)
    page.search.setText("hyeres")
    page.search.searched.emit("hyeres")
    assert [row.label for row in page.entries_model.rows] == ["Hyères"]
    page.search.setText("zzzz")
    page.search.searched.emit("zzzz")
    assert "Essayez un mot plus court" in page.nothing.text()
    assert page.nothing.isVisible()


def test_a_refused_file_changes_nothing_and_says_why(page: ReferencePage, qtbot: QtBot, tmp_path: Path) -> None:
    load(page, qtbot, published.written(tmp_path, "autre.csv", "nom;prenom\nA;B\n"))
    assert "aucune des tables attendues" in page.banner.text()
    assert page.load_button.isEnabled()
    assert cell(page, TableKind.COMMUNES, 4) == "Table livrée"


def test_an_older_edition_is_loaded_only_when_one_says_so(
    page: ReferencePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(page, qtbot, published.written(tmp_path, "cpv_2008.csv", published.CPV))
    asked: list[str] = []

    def the_second_time(_page: object, _title: str, why: str, *_: str) -> bool:
        asked.append(why)
        return len(asked) > 1

    monkeypatch.setattr(dialogs, "confirm", the_second_time)
    older = published.written(tmp_path, "cpv_2003.csv", published.CPV)
    load(page, qtbot, older)
    assert "de 2003" in asked[0]
    assert (cell(page, TableKind.CPV, 1), page.banner.text()) == ("2008", "La table déjà chargée est gardée.")
    load(page, qtbot, older)
    qtbot.waitUntil(lambda: cell(page, TableKind.CPV, 1) == "2003")


def test_a_job_loaded_is_found_at_once_by_the_other_pages(page: ReferencePage, qtbot: QtBot, tmp_path: Path) -> None:
    assert reference.find_jobs("tourière") == []
    load(page, qtbot, published.written(tmp_path, "appellations.csv", published.ROME_NAMES))
    assert [job.code for job in reference.find_jobs("tourière")] == ["D1102"]


def test_a_loaded_table_can_be_taken_away(
    page: ReferencePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not page.back_button.isEnabled()
    load(page, qtbot, published.written(tmp_path, "cpv_2008.csv", published.CPV))
    assert page.back_button.isEnabled()
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    page.back_button.click()
    assert cell(page, TableKind.CPV, 4) == "Table livrée"
    assert reference.cpv_label("45000000-7") == "Travaux de construction"


def test_travel_times_are_pasted(page: ReferencePage) -> None:
    page.paste()
    dialog = page.findChild(PasteDialog)
    assert dialog is not None
    dialog.form.set_values({"journeys": "Nullepart;Ailleurs;1;2"})
    dialog.save()
    assert dialog.isVisible()  # refused: what was pasted stays there to be put right
    dialog.form.set_values({"journeys": "Toulon\tLa Garde\t15\t35"})
    dialog.save()
    assert cell(page, TableKind.TRAVEL, 3) == "1"
    assert page.entries_model.rows[0].label == "Toulon – La Garde"


def test_the_file_chosen_is_loaded(
    page: ReferencePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = published.written(tmp_path, "naf.csv", published.NAF)
    monkeypatch.setattr(dialogs, "choose_file", lambda *_: file)
    with qtbot.waitSignal(page.background.settled, timeout=10_000):
        page.load_button.click()
    assert cell(page, TableKind.NAF, 3) == "2"


def test_the_people_followed_are_compared_with_the_districts_and_nothing_is_noted_unasked(
    page: ReferencePage, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    with database.transaction() as session:
        silent = a_beneficiary(session, last_name="Martel", coordinates="43.125, 5.935").id
        sure = a_beneficiary(
            session, last_name="Roy", commune_code="83137", coordinates="43.125, 5.95", in_qpv=YesNoUnknown.YES
        ).id
    assert not page.districts_button.isVisibleTo(page)
    load(page, qtbot, published.written(tmp_path, "QP_2024.geojson", published.districts()))
    assert page.districts_button.isVisibleTo(page)
    page.districts_button.click()
    dialog = page.findChild(DistrictsDialog)
    assert dialog is not None
    assert [offer.id for offer in dialog.model.rows] == [silent, sure]
    assert page_problems(dialog) == {}
    dialog.form.set_values({"silent": False})
    dialog.save()
    assert "Cochez ce qui doit être noté" in dialog.form.problems_shown()[0]
    dialog.form.set_values({"silent": True})
    dialog.save()
    with database.reading() as session:
        assert [draft_of(session, key).in_qpv for key in (silent, sure)] == [YesNoUnknown.YES] * 2
    assert page.banner.text() == "1 fiche dit maintenant si la personne habite en QPV."


def test_the_people_compared_are_not_named_once_names_are_hidden_and_what_is_accepted_is_noted(
    page: ReferencePage, qtbot: QtBot, tmp_path: Path, database: Database
) -> None:
    with database.transaction() as session:
        person = a_beneficiary(session, last_name="Quintard", first_name="Solveig", coordinates="43.125, 5.935").id
    load(page, qtbot, published.written(tmp_path, "QP_2024.geojson", published.districts()))
    page._workspace.names.hide(True)
    page.districts_button.click()
    dialog = page.findChild(DistrictsDialog)
    assert dialog is not None
    said = " ".join(readable.texts(dialog))
    assert ("Les Hauts d’Azur" in said, "Q. S." in said) == (True, True), "the control: the list is read"
    assert ("Quintard" in said, "Solveig" in said) == (False, False)
    dialog.save()
    with database.reading() as session:
        kept = draft_of(session, person)
    assert (kept.in_qpv, kept.last_name) == (YesNoUnknown.YES, "Quintard")


def test_the_criteria_are_edited_from_here_too(page: ReferencePage) -> None:
    assert "&" in page.criteria_button.text()
    page.criteria_button.click()
    dialog = page.findChild(CriteriaDialog)
    assert dialog is not None
    assert dialog.table.hasFocus() or dialog.focusWidget() is dialog.table
    dialog.accept()


def test_without_an_address_that_answers_the_window_says_what_to_do_instead_of_empty_boxes(
    page: ReferencePage, qtbot: QtBot
) -> None:
    dialog = DistrictsDialog(page, page._workspace)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "chargez le fichier des quartiers" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert dialog.table.isHidden()
    assert dialog.save_button.isHidden()
    assert dialog.height() < 400
