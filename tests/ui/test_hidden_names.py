"""«Masquer les noms»: nobody's name is left anywhere in the window, whatever page one goes through."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLineEdit, QTabWidget, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.contract import Lot
from facilitator_app.domain.keys import Key
from facilitator_app.domain.placement import Placement
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold, initials
from facilitator_app.pages import entries
from facilitator_app.ui.background import Background
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.hours.model import Place
from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.open_house import OpenHouse
from facilitator_app.ui.pages.beneficiaries_page import BeneficiariesPage
from facilitator_app.ui.pages.danger_page import DangerPage
from facilitator_app.ui.pages.hours_page import HoursPage
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import agenda, beneficiaries, following
from facilitator_app.use_cases.following.events import EventDraft
from tests.conftest import TODAY
from tests.ui import readable

PAGES = [entry.key for entry in entries(lambda page: page())]


class Desk:
    """The window on the demonstration house, and who is named in it."""

    qtbot: QtBot

    def __init__(self, path: Path, look: Look, settings: QSettings) -> None:
        self.workspace = Workspace(open_house(path), lambda: TODAY)
        self.window = MainWindow(entries(self._adopted), look, settings)
        self.house = OpenHouse(self.window, self.workspace)
        self.window.resize(1366, 768)
        self.window.show()
        people = self.workspace.ask(lambda session: session.execute(_PEOPLE).all())
        self.people = [f"{last} {first}" for last, first in people]
        self.names = {fold(f"{last} {first}") for last, first in people}
        self.names |= {fold(f"{first} {last}") for last, first in people}
        self._starts = {name.split()[0] for name in self.names}

    def _adopted(self, kind: Callable[..., QWidget]) -> QWidget:
        page = kind(self.workspace)
        self.house.adopt(page)
        return page

    def hide(self, hidden: bool) -> None:
        self.window.menus.hide_names.setChecked(hidden)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(self._is_settled, timeout=20_000)
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what was taken off the screen

    def _is_settled(self) -> bool:
        page = self.window.page()
        settled = getattr(page, "settled", None)
        busy = page is not None and any(jobs.busy for jobs in page.findChildren(Background))
        return not busy and (settled is None or settled())

    def walk(self, page: str) -> set[str]:
        """Go to a page, its tabs and its first lines; gives the names read on the way."""
        self.window.go_to(page)
        self.settle()
        shown = self.window.page()
        assert shown is not None
        found = self.read()
        for _ in range(2):  # tabs hold lists, and lists tell what the tabs hold
            for view in shown.findChildren(QAbstractItemView):
                if view.isVisible() and view.model() is not None and view.model().rowCount():
                    view.setCurrentIndex(view.model().index(0, 0))
                    self.settle()
            for tabs in shown.findChildren(QTabWidget):
                for place in range(tabs.count()):
                    if tabs.isVisible():
                        tabs.setCurrentIndex(place)
                        self.settle()
                        found |= self.read()
        return found | self.read()

    def read(self, typed: bool = True) -> set[str]:
        """The names on the page shown, and around it; pages that are not are read again before they are.

        Without `typed`, the fields are spared: those of a record opened on purpose show what will be kept.
        """
        window = self.window
        parts = [window.page(), window.navigation, window.status, window.menuBar()]
        parts += [other for other in QApplication.topLevelWidgets() if other is not window and other.isVisible()]
        said = {window.windowTitle(), *readable.of_actions(window)}
        for part in parts:
            assert part is not None
            said |= set(readable.texts(part, typed))
        return {name for text in said for name in self.named_in(text)}

    def named_in(self, text: str) -> Iterator[str]:
        """`name: text` for each name of the house that the text holds."""
        words = fold(re.sub("<[^>]+>", " ", text)).split()
        for place, word in enumerate(words):
            if word in self._starts:
                for length in (2, 3, 4):
                    name = " ".join(words[place : place + length])
                    if name in self.names:
                        yield f"{name}: {text[:150]}"

    def somebody(self) -> Somebody:
        """At work on a lot."""
        found = self.workspace.ask(lambda session: session.execute(_AT_WORK).first())
        return Somebody(found.id, f"{found.last_name} {found.first_name}")

    def close(self) -> None:
        self.window.close()
        self.workspace.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass(frozen=True, slots=True)
class Somebody:
    id: Key
    name: str


_PEOPLE = select(Beneficiary.last_name, Beneficiary.first_name)


_AT_WORK = (
    select(Beneficiary.id, Beneficiary.last_name, Beneficiary.first_name)
    .join(Placement, Placement.beneficiary_id == Beneficiary.id)
    .where(Beneficiary.archived_on.is_(None))
    .order_by(Beneficiary.sort_name)
)


@pytest.fixture(scope="module")
def opened(demonstration_house: Path, shared_look: Look, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Made once: pages are long to fill."""
    folder = tmp_path_factory.mktemp("masques")
    shutil.copyfile(demonstration_house, folder / "maison.db")
    shared_look.apply(Theme.LIGHT, 100)
    desk = Desk(folder / "maison.db", shared_look, QSettings(str(folder / "poste.ini"), QSettings.Format.IniFormat))
    yield desk
    desk.close()


@pytest.fixture
def desk(opened: Desk, qtbot: QtBot) -> Desk:
    opened.qtbot = qtbot
    opened.window.go_to("dashboard")
    opened.hide(False)
    return opened


def test_no_page_names_anybody_once_names_are_hidden(desk: Desk) -> None:
    named = {page: bool(desk.walk(page)) for page in ("dashboard", "beneficiaries", "hours", "matching", "following")}
    assert all(named.values()), "the control: without the switch, people are named there"
    desk.hide(True)
    leaks = {page: sorted(found) for page in PAGES if (found := desk.walk(page))}
    assert leaks == {}


def test_a_gesture_and_its_undoing_name_nobody(desk: Desk) -> None:
    person = desk.somebody()
    desk.window.go_to("dashboard")
    desk.workspace.do(beneficiaries.archive, person.id, "a déménagé", TODAY)
    assert desk.read(), "the control"
    desk.hide(True)
    assert desk.read() == set()
    desk.window.go_to("beneficiaries", beneficiary=person.id)
    desk.workspace.do(beneficiaries.reopen, person.id, "revenue", TODAY)
    desk.settle()
    said = desk.window.status.said()
    assert desk.read() == set()
    desk.house.undo()
    assert said != desk.window.status.said()
    assert desk.read() == set()
    desk.house.redo()
    desk.settle()
    assert desk.read() == set()


def test_the_palette_finds_somebody_without_naming_her(desk: Desk) -> None:
    person = desk.somebody()
    desk.window.go_to("dashboard")
    desk.hide(True)
    palette = desk.window.open_palette()
    palette._text.setText(f"@{person.name}")
    assert [item.label for item in palette.found()] == [initials(person.name)]
    palette._text.setText("@a")
    assert palette.found()
    assert desk.read(typed=False) == set()
    palette.reject()


def test_the_fields_of_a_record_opened_on_purpose_show_it_and_nothing_around_them_does(desk: Desk) -> None:
    person = desk.somebody()
    desk.hide(True)
    page = desk.window.go_to("beneficiaries", beneficiary=person.id)
    assert isinstance(page, BeneficiariesPage)
    page.edit(person.id)
    desk.settle()
    fields = [field.text() for field in page.findChildren(QLineEdit) if field.isVisible()]
    assert set(person.name.split(" ", 1)) <= set(fields)
    assert desk.read(typed=False) == set()


def test_a_note_is_kept_as_it_was_typed_while_names_are_hidden(desk: Desk) -> None:
    name = desk.people[0]
    page = desk.window.go_to("hours")
    assert isinstance(page, HoursPage)
    desk.settle()
    page.acts.note(0, f"remplace {name}")
    desk.hide(True)
    index = page.sheet.model.index(0, Place.NOTE)
    assert index.data() == f"remplace {initials(name)}"
    assert index.data(Qt.ItemDataRole.EditRole) == f"remplace {name}"
    assert desk.read() == set()


def test_a_document_is_shown_on_purpose_only(desk: Desk) -> None:
    page = desk.window.go_to("documents")
    desk.settle()
    preview = next(preview for preview in page.findChildren(PdfPreview) if preview.pages)
    assert preview.view.isVisibleTo(preview)
    desk.hide(True)
    assert not preview.view.isVisibleTo(preview)
    preview.reveal.click()
    assert preview.view.isVisibleTo(preview)
    desk.hide(False)
    assert preview.view.isVisibleTo(preview)


def test_a_paper_looked_at_before_it_leaves_is_shown_on_purpose_only(desk: Desk) -> None:
    person, lot = desk.somebody(), desk.workspace.ask(lambda session: session.scalars(select(Lot.id)).first())
    assert lot is not None
    desk.workspace.do(agenda.put_on_agenda, TODAY, lot_id=lot, why=f"la place de {person.name}")
    desk.hide(True)
    page = desk.window.go_to("danger")
    assert isinstance(page, DangerPage)
    desk.settle()
    page.agenda.print_list()
    paper = page.findChildren(PaperWindow)[-1]
    assert paper.preview.pages
    assert not paper.preview.view.isVisibleTo(paper)
    assert desk.read() == set()
    paper.preview.reveal.click()
    assert paper.preview.view.isVisibleTo(paper)
    assert fold(person.name) in fold(paper.preview.view.accessibleDescription()), "the control: it is read there"
    paper.reject()


def test_a_name_somebody_no_longer_bears_is_not_offered_to_be_done_again(desk: Desk) -> None:
    person = desk.somebody()
    draft = desk.workspace.ask(beneficiaries.draft_of, person.id)
    desk.workspace.do(beneficiaries.correct, person.id, replace(draft, last_name="Vauquelin"), TODAY)
    desk.house.undo()
    desk.settle()
    said = list(readable.of_actions(desk.window))
    assert any("Vauquelin" in text for text in said), "the control"
    desk.hide(True)
    assert not any("Vauquelin" in text for text in readable.of_actions(desk.window))


def test_a_birth_name_or_a_last_name_alone_is_not_read_in_what_was_noted(desk: Desk) -> None:
    person = desk.somebody()
    draft = desk.workspace.ask(beneficiaries.draft_of, person.id)
    desk.workspace.do(beneficiaries.correct, person.id, replace(draft, birth_name="Vauquelin"), TODAY)
    event = EventDraft(day=TODAY, text=f"Vauquelin rappelle, {draft.last_name} aussi")
    desk.workspace.do(following.keep_event, person.id, event, TODAY)
    desk.hide(True)
    page = desk.window.go_to("beneficiaries", beneficiary=person.id)
    assert page is not None
    noted = False
    for tabs in page.findChildren(QTabWidget):
        for place in range(tabs.count()):
            tabs.setCurrentIndex(place)
            desk.settle()
            said = " ".join(readable.texts(page, typed=False))
            assert "Vauquelin" not in said
            assert f"{draft.last_name} aussi" not in said
            noted |= "V. rappelle" in said
    assert noted, "the control: the note is there, without the names"


def test_what_is_refused_names_nobody(desk: Desk) -> None:
    person = desk.somebody()

    def refuse(_session: Session) -> None:
        raise Refusal.because(f"{person.name} est en poste\u00a0: terminez d’abord sa mise à l’emploi.")

    refusals: list[Refusal] = []
    for hidden in (False, True):
        desk.hide(hidden)
        with pytest.raises(Refusal, match="est en poste") as done:
            desk.workspace.do(refuse)
        with pytest.raises(Refusal, match="est en poste") as behind, desk.workspace.transaction() as session:
            refuse(session)
        refusals += [done.value, behind.value]
    said = [f"{refusal} {refusal.problems[0].message}" for refusal in refusals]
    named = [bool(list(desk.named_in(text))) for text in said]
    assert named == [True, True, False, False]


def test_dialogs_about_somebody_do_not_name_her(desk: Desk) -> None:
    person = desk.somebody()
    desk.hide(True)
    page = desk.window.go_to("beneficiaries", beneficiary=person.id)
    desk.settle()
    sheet = page.findChild(PersonSheet)
    assert sheet is not None
    for show in (sheet.restrict, sheet.show_documents):
        show()
        desk.settle()
        assert any(isinstance(window, QDialog) and window.isVisible() for window in QApplication.topLevelWidgets())
        assert desk.read(typed=False) == set()
        for dialog in sheet.findChildren(QDialog):
            dialog.reject()
