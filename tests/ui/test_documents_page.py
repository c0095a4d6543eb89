"""The page of documents, by keyboard only, on a real file; printers and file choosers answer at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look as AccessLook
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.person_document import PersonDocumentKind
from facilitator_app.domain.placement import MonthlyHours, MonthStatement, StatementState
from facilitator_app.domain.values import Month, hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.documents_page import DocumentsPage
from facilitator_app.ui.widgets import Banner
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents import person_documents
from facilitator_app.use_cases.personal_data import access_log
from tests import make
from tests.documents.reading import pages, text
from tests.ui.accessibility import clipped, page_problems

TODAY = dt.date(2026, 11, 24)
OCTOBER = Month(2026, 10)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def lot(database: Database) -> Key:
    """Twelve hours in October, validated; a person from November."""
    with database.transaction() as session:
        lot = make.a_lot(session, contract_id=make.a_contract(session).id, code="M-2026-014-L1")
        placed = make.a_placement(session, lot_id=lot.id)
        make.kept(
            session,
            MonthlyHours(
                id=MonthlyHours.key(placed.id, OCTOBER), placement_id=placed.id, month=OCTOBER, declared=hours(12)
            ),
        )
        make.kept(
            session,
            MonthStatement(
                id=MonthStatement.key(lot.id, OCTOBER), lot_id=lot.id, month=OCTOBER, state=StatementState.VALIDATED,
                validated_on=dt.date(2026, 11, 20),
            ),
        )  # fmt: skip
        return lot.id


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database) -> Iterator[DocumentsPage]:
    page = DocumentsPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open()
    yield page
    page.background.close()


def press(page: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.window().focusWidget() or page, key, modifier)
    QApplication.processEvents()


def said(page: DocumentsPage) -> str:
    shown = [banner for banner in page.findChildren(Banner) if banner.isVisible()]
    return " ".join(banner.text() for banner in shown)


def words(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def issued(database: Database) -> list[documents.IssuedLine]:
    with database.reading() as session:
        return documents.issued(session)


def test_the_preview_shows_the_latest_validated_month_and_writes_nothing(
    lot: Key, page: DocumentsPage, database: Database
) -> None:
    wanted = page.composer.wanted()
    assert wanted is not None
    assert (wanted.kind, wanted.lot_id, wanted.month) == (DocumentKind.FOLLOW_UP_SHEET, lot, OCTOBER)
    assert page.composer.preview.pages == 1
    assert page.composer.preview.view.accessibleName() == "Aperçu\u00a0: Fiche de suivi FS-2026-014-L1-10"
    assert "Objectif du lot" in page.composer.preview.view.accessibleDescription()
    assert issued(database) == []


def test_a_month_not_validated_is_said_to_be_provisional(lot: Key, page: DocumentsPage) -> None:
    page.composer.chooser.month.setFocus()
    press(page, Qt.Key.Key_Up)
    wanted = page.composer.wanted()
    assert wanted is not None
    assert wanted.month == Month(2026, 11)
    assert "pas encore validées" in said(page)


def test_choosing_by_keyboard_changes_what_is_seen(lot: Key, page: DocumentsPage) -> None:
    assert page.composer.chooser.lot.hasFocus()
    press(page, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_Down)
    assert page.composer.seen is not None
    assert page.composer.seen.number == "AT-2026-0001"
    page.composer.chooser.people.setFocus()
    press(page, Qt.Key.Key_Space)
    assert page.composer.preview.pages == 2
    page.composer.preview.view.setFocus()
    press(page, Qt.Key.Key_PageDown)
    assert page.composer.preview.page == 1
    press(page, Qt.Key.Key_PageUp)
    assert page.composer.preview.page == 0


def test_plus_minus_and_zero_change_the_size_of_the_page(lot: Key, page: DocumentsPage) -> None:
    preview = page.composer.preview
    fitted = preview.view.zoomFactor()
    assert preview.view.horizontalScrollBar().maximum() == 0
    preview.view.setFocus()
    press(page, Qt.Key.Key_Plus)
    assert preview.view.zoomFactor() == pytest.approx(fitted * 1.2)
    press(page, Qt.Key.Key_Minus)
    press(page, Qt.Key.Key_Minus)
    assert preview.view.zoomFactor() == pytest.approx(fitted / 1.2)
    press(page, Qt.Key.Key_0)
    assert preview.view.zoomFactor() == pytest.approx(fitted)


def test_the_next_lot_comes_with_a_shortcut(lot: Key, page: DocumentsPage, database: Database) -> None:
    with database.transaction() as session:
        other = make.a_lot(
            session, contract_id=make.a_contract(session, number="M-2026-999").id, code="M-2026-999-L1"
        ).id
    page.refresh()
    press(page, Qt.Key.Key_PageDown, CTRL)
    wanted = page.composer.wanted()
    assert wanted is not None
    assert wanted.lot_id == other
    press(page, Qt.Key.Key_PageUp, CTRL)
    wanted = page.composer.wanted()
    assert wanted is not None
    assert wanted.lot_id == lot


def test_saving_writes_the_file_and_keeps_the_document(
    lot: Key, page: DocumentsPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def choose(_parent: object, _title: str, place: Path, _kinds: str) -> Path:
        proposed.append(place.name)
        return tmp_path / place.name

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    press(page, Qt.Key.Key_S, CTRL)
    assert proposed == ["fs-2026-014-l1-10.pdf"]
    (line,) = issued(database)
    with database.reading() as session:
        assert (tmp_path / proposed[0]).read_bytes() == documents.content(session, line.document_id)
    assert "est enregistré" in said(page)
    assert "Déjà édité le 24/11/2026" in said(page)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_kept(
    lot: Key, page: DocumentsPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pris").write_text("un fichier à la place du dossier")
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: tmp_path / "pris" / "fiche.pdf")
    press(page, Qt.Key.Key_S, CTRL)
    assert "ne permet pas d’écrire" in said(page)
    assert issued(database) == []


def test_printing_sends_the_pages_and_keeps_the_document(
    lot: Key, page: DocumentsPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose(_parent: object, _pages: int) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "imprimante.pdf"))
        return printer

    monkeypatch.setattr(dialogs, "choose_printer", choose)
    press(page, Qt.Key.Key_P, CTRL)
    assert pages((tmp_path / "imprimante.pdf").read_bytes()) == 1
    assert len(issued(database)) == 1
    assert "est envoyé à l’imprimante" in said(page)


def test_giving_up_in_the_print_dialog_keeps_nothing(
    lot: Key, page: DocumentsPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "choose_printer", lambda *_: None)
    press(page, Qt.Key.Key_P, CTRL)
    assert issued(database) == []


def test_the_reader_of_the_computer_shows_the_document(
    lot: Key, page: DocumentsPage, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bytes] = []

    def show(path: Path) -> bool:
        shown.append(path.read_bytes())
        return False

    monkeypatch.setattr(dialogs, "open_outside", show)
    page.open_button.setFocus()
    press(page, Qt.Key.Key_Space)
    assert "FS-2026-014-L1-10" in text(shown[0])
    assert len(issued(database)) == 1
    assert "Aucun lecteur de PDF" in said(page)


def test_a_document_is_found_by_its_fingerprint_and_comes_out_as_a_duplicate(
    lot: Key, page: DocumentsPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    now = dt.datetime(2026, 11, 20, 10, 0).astimezone()
    with database.transaction() as session:
        documents.issue(session, DocumentKind.FOLLOW_UP_SHEET, lot, OCTOBER, now)
        made = documents.issue(session, DocumentKind.HOURS_CERTIFICATE, lot, OCTOBER, now)
    page.refresh()
    page.tabs.setCurrentIndex(1)
    assert page.issued.table.model().rowCount() == 2
    assert page.issued.search.hasFocus()
    QTest.keyClicks(page.issued.search, made.fingerprint)
    press(page, Qt.Key.Key_Return)
    assert page.issued.table.model().rowCount() == 1
    assert page.issued.table.current_row().number == made.number
    assert page.issued.preview.pages == 1
    monkeypatch.setattr(dialogs, "choose_new_file", lambda _parent, _title, place, _kinds: tmp_path / place.name)
    press(page, Qt.Key.Key_S, CTRL)
    copy = (tmp_path / "at-2026-0001-duplicata.pdf").read_bytes()
    assert "Duplicata du 24/11/2026" in text(copy)
    assert len(issued(database)) == 2


def test_a_search_without_result_says_what_to_type(lot: Key, page: DocumentsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(1)
    assert not page.print_button.isEnabled()
    QTest.keyClicks(page.issued.search, "introuvable")
    qtbot.waitUntil(lambda: "Aucun document ne correspond" in words(page.issued))


def test_all_the_sheets_of_the_month_go_into_a_folder(
    lot: Key, page: DocumentsPage, database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "fiches")
    page.composer.whole_month.setFocus()
    with qtbot.waitSignal(page.background.settled):
        press(page, Qt.Key.Key_Space)
    assert [path.name for path in (tmp_path / "fiches").iterdir()] == ["fs-2026-014-l1-10.pdf"]
    assert "1 fiche enregistrée dans fiches." in said(page)
    assert len(issued(database)) == 1


def test_a_whole_month_in_a_folder_that_refuses_is_said(
    lot: Key, page: DocumentsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (tmp_path / "pris").write_text("un fichier à la place du dossier")
    monkeypatch.setattr(dialogs, "choose_folder", lambda *_: tmp_path / "pris")
    with qtbot.waitSignal(page.background.settled):
        page.print_whole_month()
    assert "ne permet pas d’écrire" in said(page)


def test_a_house_without_lot_says_how_to_start(page: DocumentsPage) -> None:
    assert page.composer.seen is None
    assert not page.print_button.isEnabled()
    assert "Aucun lot pour l’instant" in words(page)


def test_open_shows_the_document_asked(lot: Key, page: DocumentsPage) -> None:
    page.tabs.setCurrentIndex(1)
    page.open(lot=lot, month=Month(2026, 9), kind=DocumentKind.HOURS_CERTIFICATE)
    wanted = page.composer.wanted()
    assert wanted is not None
    assert (wanted.kind, wanted.month) == (DocumentKind.HOURS_CERTIFICATE, Month(2026, 9))


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("tab", [0, 1])
def test_the_page_passes_the_accessibility_checks(
    lot: Key, page: DocumentsPage, database: Database, look: Look, tab: int, size: int
) -> None:
    with database.transaction() as session:
        documents.issue(session, DocumentKind.FOLLOW_UP_SHEET, lot, OCTOBER, dt.datetime(2026, 11, 20).astimezone())
    page.refresh()
    page.tabs.setCurrentIndex(tab)
    look.apply(text_size=size)
    QApplication.processEvents()
    assert page_problems(page, ["&Fichier", "&Édition", "&Affichage", "A&ller à", "Aid&e"]) == {}
    assert clipped(page) == []


def test_a_document_of_somebody_is_found_by_her_name_saved_as_a_duplicate_and_the_look_is_logged(
    page: DocumentsPage, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now = dt.datetime.combine(TODAY, dt.time(9)).astimezone()
    with database.transaction() as session:
        person = make.a_beneficiary(session, first_name="Nadia", last_name="Ferrandi").id
        number = person_documents.issue(session, PersonDocumentKind.CV_SHEET, person, now).number
    page.tabs.setCurrentIndex(1)
    page.issued.search.setText("ferrandi")
    press(page, Qt.Key.Key_Return)
    line = page.issued.table.current_row()
    assert (line.number, line.person) == (number, "Nadia Ferrandi")
    target = tmp_path / "copie.pdf"
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: target)
    press(page, Qt.Key.Key_S, CTRL)
    assert "Duplicata du 24/11/2026" in text(target.read_bytes())
    qtbot.waitUntil(lambda: bool(looks(database)), timeout=5000)
    assert looks(database) == [(person, AccessLook.DOCUMENT, number)]


def test_only_the_documents_of_people_that_were_shown_are_logged(
    lot: Key, page: DocumentsPage, database: Database, qtbot: QtBot
) -> None:
    now = dt.datetime.combine(TODAY, dt.time(9)).astimezone()
    with database.transaction() as session:
        people = [make.a_beneficiary(session, first_name=name).id for name in ("Nadia", "Karim")]
        for hours_later, person in enumerate(people):
            at = now + dt.timedelta(hours=hours_later)
            number = person_documents.issue(session, PersonDocumentKind.CV_SHEET, person, at).number
        documents.issue(session, DocumentKind.FOLLOW_UP_SHEET, lot, OCTOBER, now + dt.timedelta(hours=3))
    page.tabs.setCurrentIndex(1)  # the sheet of the lot, the newest, is shown first
    page.issued.table.select_place(1)
    qtbot.waitUntil(lambda: bool(looks(database)), timeout=5000)
    assert looks(database) == [(people[-1], AccessLook.DOCUMENT, number)]


class Logged(NamedTuple):
    person: Key
    look: AccessLook
    reason: str


def looks(database: Database) -> list[Logged]:
    with database.reading() as session:
        return [Logged(line.beneficiary_id, line.look, line.reason) for line in access_log.looks(session)]
