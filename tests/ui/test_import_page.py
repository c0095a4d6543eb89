"""Importing a file from the page, with the keyboard alone; and everything that can go wrong on the way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database import backups
from facilitator_app.database.connection import Database
from facilitator_app.domain.contract import Contract
from facilitator_app.ui import dialogs
from facilitator_app.ui.importing.contract_table import NOT_SAID, ContractTable, Entry
from facilitator_app.ui.importing.file_step import ONE_FILE
from facilitator_app.ui.importing.flow import NOT_SAVED
from facilitator_app.ui.importing.jobs import CHANGED
from facilitator_app.ui.importing.match_step import REMARKS
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.import_page import CONTROL, FAILED, FILE, MATCH, RESULT, STOPPED, ImportPage
from facilitator_app.ui.rows import RowsModel
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.decisions import Decisions
from facilitator_app.use_cases.import_report import Outcome
from tests.exchange.decp.files import envelope, raw_contract, written
from tests.make import a_contract
from tests.ui.accessibility import page_problems
from tests.ui.imports import import_page, plain, press, settle

Key = Qt.Key
TWIN = "Réhabilitation de l’école des Tilleuls, lot 1 gros œuvre"


@pytest.fixture
def page(database: Database, look: Look, qtbot: QtBot) -> Iterator[ImportPage]:
    with import_page(database, qtbot) as shown:
        yield shown


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """What the file dialog will answer."""

    def answer(path: Path) -> None:
        monkeypatch.setattr(dialogs, "choose_file", lambda *_: path)

    return answer


def bring(page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], path: Path) -> None:
    """Choose a file and wait until it is read."""
    choose(path)
    press(page, Key.Key_Return)
    settle(page, qtbot)


def run_import(page: ImportPage, qtbot: QtBot) -> None:
    press(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)


def subjects(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(session.scalars(select(Contract.subject)))


def cells(page: ImportPage, row: int = 0) -> list[str]:
    model = page.contracts.match.table.model()
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def some(count: int, **changes: Any) -> dict[str, Any]:
    return envelope(*(raw_contract(id=f"2026M{n:05}", objet=f"Voirie du quartier {n}") | changes for n in range(count)))


def test_a_file_is_imported_undone_and_known_again_by_keyboard_alone(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    path = written(tmp_path, some(3))
    bring(page, qtbot, choose, path)
    assert page.step() == CONTROL
    press(page, Key.Key_Return)
    assert page.step() == MATCH
    assert subjects(database) == []
    press(page, Key.Key_Space)
    assert plain(page.contracts.match.summary()) == "Après import : 2 marchés créés, 1 laissé de côté"
    assert page.contracts.match.go.text() == "Importer 2 contrats"
    run_import(page, qtbot)
    assert page.step() == RESULT
    assert plain(page.contracts.result.banner.text()) == "2 marchés créés, 1 laissé de côté."
    assert subjects(database) == ["Voirie du quartier 1", "Voirie du quartier 2"]
    with qtbot.waitSignal(page.go_to) as asked:
        press(page, Key.Key_Return)
    assert asked.args == ["contracts", {"show": "to_sort"}]

    assert page._workspace.undo_last() == "Import de marches.json"
    assert subjects(database) == []
    page.start_again()
    for expected in ("3 marchés créés", "3 inchangés"):
        bring(page, qtbot, choose, path)
        press(page, Key.Key_Return)
        assert plain(page.contracts.match.summary()) == f"Après import : {expected}"
        if page.contracts.match.go.isEnabled():
            run_import(page, qtbot)
        page.start_again()


def test_a_twin_is_chosen_with_f8_the_arrows_and_enter(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        twin = a_contract(session, number="M-2026-021", subject=TWIN).id
        a_contract(session, number="M-2026-022", subject=TWIN + " bis")
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(id="A", objet="Voirie"), raw_contract(id="B"))))
    press(page, Key.Key_Return)
    assert "1 à décider" in plain(page.contracts.match.summary())
    press(page, Key.Key_F8)
    first, second, new = page.contracts.match.panel.cards()
    assert first.hasFocus()
    assert (first.words(), new.words()) == (f"M-2026-021 {TWIN}", "Nouveau marché")
    press(page, Key.Key_Right)
    assert second.hasFocus()
    press(page, Key.Key_Left)
    press(page, Key.Key_Return)
    assert plain(page.contracts.match.summary()) == "Après import : 1 marché créé, 1 mis à jour"
    run_import(page, qtbot)
    with database.reading() as session:
        joined = session.get_one(Contract, twin)
        assert joined.published_id == "B"
    assert len(subjects(database)) == 3


def test_what_is_left_undecided_is_not_imported(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        a_contract(session, subject=TWIN)
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(id="A", objet="Voirie"), raw_contract(id="B"))))
    press(page, Key.Key_Return)
    run_import(page, qtbot)
    assert subjects(database) == sorted([TWIN, "Voirie"])


def test_a_safety_copy_is_taken_before_anything_is_written(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(id="A"))))
    assert backups.latest(database.path) is None
    press(page, Key.Key_Return)
    run_import(page, qtbot)
    copy = backups.latest(database.path)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM contract").fetchone() == (0,)


def test_one_typed_contract_cannot_be_two_published_ones(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        a_contract(session, subject=TWIN)
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(id="A"), raw_contract(id="B"))))
    press(page, Key.Key_Return)
    page.contracts.match.table.select_place(0)
    page.contracts.match.panel.focus_choices()
    press(page, Key.Key_Return)
    page.contracts.match.table.select_place(1)
    taken, new = page.contracts.match.panel.cards()
    assert not taken.isEnabled()
    assert new.isEnabled()


def test_a_refused_file_says_why_in_one_sentence(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, b"%PDF-1.7", "contrats.json"))
    assert page.contracts.control.refusal().startswith("Ce fichier est un PDF")
    press(page, Key.Key_Return)
    assert page.step() == FILE


def test_a_file_deleted_before_the_import_writes_nothing(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    path = written(tmp_path, some(2))
    bring(page, qtbot, choose, path)
    press(page, Key.Key_Return)
    path.unlink()
    run_import(page, qtbot)
    assert page.step() == MATCH
    assert plain(page.message()) == "Ce fichier est introuvable : vérifiez son nom et son dossier."
    assert subjects(database) == []


def test_a_file_changed_since_it_was_shown_writes_nothing(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    path = written(tmp_path, some(2))
    bring(page, qtbot, choose, path)
    press(page, Key.Key_Return)
    written(tmp_path, some(4))
    run_import(page, qtbot)
    assert page.message() == CHANGED
    assert subjects(database) == []


def test_a_base_changed_since_it_was_compared_writes_nothing(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Another page undoes the import that made these contracts known."""
    path = written(tmp_path, some(2))
    bring(page, qtbot, choose, path)
    press(page, Key.Key_Return)
    run_import(page, qtbot)
    page.start_again()
    bring(page, qtbot, choose, written(tmp_path, some(2, montant=5000)))
    press(page, Key.Key_Return)
    page._workspace.undo_last()
    run_import(page, qtbot)
    assert page.message() == CHANGED
    assert subjects(database) == []


def test_a_locked_base_says_so_and_keeps_the_decisions(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, some(2)))
    press(page, Key.Key_Return)
    press(page, Key.Key_Space)
    other = sqlite3.connect(database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    run_import(page, qtbot)
    other.execute("ROLLBACK")
    other.close()
    assert "occupée" in page.message()
    assert page.contracts.match.go.text() == "Importer 1 contrat"
    run_import(page, qtbot)
    assert subjects(database) == ["Voirie du quartier 1"]


def test_an_error_nobody_expected_is_told_and_passed_on(
    page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, some(2)))
    press(page, Key.Key_Return)
    error = OSError("disque")
    with qtbot.waitSignal(page.failed) as failed:
        page.background.failed.emit(error)
    assert failed.args == [error]
    assert page.message() == FAILED
    assert page.step() == MATCH


def test_stopping_the_reading_comes_back_to_the_first_step(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    choose(written(tmp_path, some(3000)))
    with qtbot.waitSignal(page.background.progressed, timeout=30_000):
        press(page, Key.Key_Return)
    page.background.stop()
    settle(page, qtbot)
    assert page.step() == FILE
    assert page.message() == STOPPED
    assert subjects(database) == []


def test_the_button_of_the_progress_card_stops_the_import(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, some(3000)))
    press(page, Key.Key_Return)
    with qtbot.waitSignal(page.background.progressed, timeout=30_000):
        press(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    [stop] = page.progress.findChildren(QPushButton)
    stop.click()
    settle(page, qtbot)
    assert page.step() == MATCH
    assert page.message() == STOPPED
    assert subjects(database) == []


def test_what_is_unknown_is_never_shown_as_none(
    page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    none = {"considerationSociale": ["Pas de considération sociale"]}
    raw = [raw_contract(id="A", considerationsSociales=None), raw_contract(id="B", considerationsSociales=none)]
    bring(page, qtbot, choose, written(tmp_path, envelope(*raw)))
    press(page, Key.Key_Return)
    assert NOT_SAID in cells(page, 0)
    assert "Aucune" not in cells(page, 0)
    assert "Aucune" in cells(page, 1)


def test_remarks_are_counted_on_the_row_and_listed_together(
    page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(dureeMois="NC"), raw_contract(id=None))))
    press(page, Key.Key_Return)
    assert cells(page, 0)[-1] == "1"
    assert cells(page, 1)[-3:-1] == ["Laissé de côté", "Ce marché n’a pas de numéro."]
    page.contracts.match.chips._chips[REMARKS][1].click()
    assert page.contracts.match.remarks.isVisible()
    assert "Durée" in str(page.contracts.match.remarks.model().index(0, 1).data())


def test_hostile_names_are_shown_as_they_are(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    subject = "<b>Voirie</b> & «\u202eréseaux\u202c» שלום 🙂"
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(objet=subject)), "a<b>&c.json"))
    press(page, Key.Key_Return)
    assert "<b>Voirie</b> &" in cells(page)[2]
    tooltip = page.contracts.match.table.model().index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>" not in tooltip
    run_import(page, qtbot)
    assert "<b>Voirie</b> &" in subjects(database)[0]


def test_remarks_of_several_lines_are_escaped_once(qtbot: QtBot, look: Look) -> None:
    line = Line(
        "k", Outcome.CREATED, "Voirie", "1", "Voirie", "", None, None, (), "", (), "",
        ("« <b> » est illisible.", "Durée < 1 mois."), (),
    )  # fmt: skip
    table = ContractTable(Decisions([line]))
    qtbot.addWidget(table)
    table.entries.show([Entry.of(0, line)])
    tooltip = table.model().index(0, table.model().columnCount() - 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tooltip == "<span>« &lt;b&gt; » est illisible.<br>Durée &lt; 1 mois.</span>"


def test_a_dropped_file_is_read_and_two_are_refused(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    def drop(*paths: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        page.file.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, buttons, keys))

    path = written(tmp_path, some(1))
    drop(path, path)
    assert page.message() == ONE_FILE
    drop(path)
    settle(page, qtbot)
    assert page.step() == CONTROL


def test_the_account_is_saved_where_it_is_asked(
    page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(page, qtbot, choose, written(tmp_path, envelope(raw_contract(dureeMois="NC"), raw_contract(id=None))))
    press(page, Key.Key_Return)
    run_import(page, qtbot)
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: tmp_path / "absent" / "compte-rendu.txt")
    page.contracts.result.save.click()
    assert page.message() == NOT_SAVED
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: tmp_path / "compte-rendu.txt")
    page.contracts.result.save.click()
    text = (tmp_path / "compte-rendu.txt").read_text("utf-8-sig")
    assert "1 marché créé, 1 laissé de côté" in plain(text)
    assert "Ce marché n’a pas de numéro." in text
    assert "Remarques (1)" in text


def test_every_step_passes_the_accessibility_checks(
    page: ImportPage, database: Database, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    with database.transaction() as session:
        a_contract(session, subject=TWIN)
    assert page_problems(page) == {}
    raw = [raw_contract(id="A"), raw_contract(id="B", objet="Voirie", dureeMois="NC"), raw_contract(id=None)]
    bring(page, qtbot, choose, written(tmp_path, envelope(*raw)))
    assert page_problems(page) == {}
    press(page, Key.Key_Return)
    assert page_problems(page) == {}
    run_import(page, qtbot)
    assert page_problems(page) == {}


def test_three_thousand_contracts_are_drawn_one_screen_at_a_time(
    page: ImportPage, qtbot: QtBot, choose: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(page, qtbot, choose, written(tmp_path, some(3_000)))
    press(page, Key.Key_Return)
    model = page.contracts.match.table.model()
    assert model.rowCount() == 3_000
    assert isinstance(model, RowsModel)
    seen: set[int] = set()
    row_at = model.row_at

    def noting(place: int) -> Any:
        seen.add(place)
        return row_at(place)

    monkeypatch.setattr(model, "row_at", noting)
    for _ in range(10):
        press(page, Key.Key_Down)
        press(page, Key.Key_Space)
    page.grab()
    assert 0 < len(seen) < 200
