"""Following a person by keyboard: one line, Enter; and the page of what is to be done."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.exits import ExitReason, Outcome
from facilitator_app.domain.following import EventKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.retention import Erasure
from facilitator_app.domain.snapshot import Snapshot
from facilitator_app.ui import dialogs
from facilitator_app.ui.following.exit_forms import ExitForm, LaterForm
from facilitator_app.ui.following.tab import KINDS, FollowingTab
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.beneficiaries_page import BeneficiariesPage
from facilitator_app.ui.pages.following_page import FollowingPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following, gestures
from facilitator_app.use_cases.following import EventDraft, ExitDraft
from tests import make
from tests.conftest import TODAY
from tests.ui.accessibility import page_problems

LATE = EventDraft(dt.date(2026, 11, 2), EventKind.CALL, "Appelée", "Envoyer le CV", "", dt.date(2026, 11, 9))


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def people(database: Database) -> tuple[Key, Key]:
    with database.transaction() as session:
        return (
            make.a_placement(session).beneficiary_id,
            make.a_beneficiary(session, last_name="Zola", first_name="Émile").id,
        )


@pytest.fixture
def tab(qtbot: QtBot, look: Look, workspace: Workspace, people: tuple[Key, Key]) -> FollowingTab:
    return shown(qtbot, FollowingTab(workspace), people[0])


def shown(qtbot: QtBot, tab: FollowingTab, person: Key) -> FollowingTab:
    qtbot.addWidget(tab)
    tab.resize(790, 700)
    tab.show_person(person, "Camille")
    tab.show()
    qtbot.waitExposed(tab)
    tab.activateWindow()
    tab.focus_line()
    return tab


@pytest.fixture
def page(qtbot: QtBot, look: Look, workspace: Workspace, people: tuple[Key, Key]) -> FollowingPage:
    workspace.do(following.keep_event, people[0], LATE, TODAY)
    leaving = ExitDraft(dt.date(2026, 8, 3), ExitReason.COMPLETED, Outcome.SEEKING)
    workspace.do(following.keep_exit, people[1], leaving, TODAY)
    page = FollowingPage(workspace)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()
    qtbot.waitExposed(page)
    page.open()
    return page


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    for key in keys:
        target = widget.window().focusWidget() or widget
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)
        QApplication.processEvents()


def choose(tab: FollowingTab, kind: str) -> None:
    tab.chips.choose(kind)
    tab.chips.chosen.emit(kind)


def test_a_line_is_typed_and_kept_by_enter_then_undone(
    tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key], announcements: list[str]
) -> None:
    press(tab, "Cherche un temps plein", Qt.Key.Key_Tab, "Rappeler", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "271126")
    press(tab, Qt.Key.Key_Return)
    [line] = workspace.ask(following.events_of, people[0])
    assert (line.day, line.kind, line.text) == (TODAY, EventKind.CALL, "Cherche un temps plein")
    assert (line.next_action, line.next_by, line.next_before) == ("Rappeler", "Hélène Arnoux", dt.date(2026, 11, 27))
    assert "Ligne notée" in announcements
    assert tab.line.text.hasFocus()
    assert tab.line.text.text() == ""
    assert tab.current().text == "Cherche un temps plein"
    workspace.undo_last()
    assert tab.current() is None


def test_what_is_missing_is_said_and_nothing_typed_is_lost(tab: FollowingTab) -> None:
    press(tab, Qt.Key.Key_Return)
    assert "Écrivez ce qui s’est passé" in tab.line.form.problems_shown()[0]
    press(tab, "Vue", Qt.Key.Key_Tab, "Appeler", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "32/13", Qt.Key.Key_Return)
    assert "ne peut pas être lu" in " ".join(tab.line.form.problems_shown())
    assert tab.line.text.text() == "Vue"


def test_a_word_about_health_warns_and_does_not_prevent(
    tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    press(tab, "En arret maladie")  # accents or not
    assert tab.line.warning.isVisible()
    assert "santé" in tab.line.warning.text()
    press(tab, Qt.Key.Key_Return)
    assert len(workspace.ask(following.events_of, people[0])) == 1
    assert not tab.line.warning.isVisible()


def test_lines_left_half_typed_when_the_house_is_locked_are_found_again_each_with_its_person(
    qtbot: QtBot, tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    before = workspace.ask(gestures.last_to_undo)
    for person, text in zip(people, ("Appelée, à rappeler", "Vu à midi"), strict=True):
        tab.show_person(person)
        tab.line.text.setText(text)
    tab.line.form.type_again({"next_before": "bientôt"})
    workspace.close()
    again = Workspace(workspace.database, lambda: TODAY)
    found = shown(qtbot, FollowingTab(again), people[1])
    assert found.line.text.text() == "Vu à midi"
    assert found.line.form.typed()["next_before"] == "bientôt"
    found.line.begin(TODAY)
    found.show_person(people[0])
    assert found.line.text.text() == "Appelée, à rappeler"
    found.show_person(people[1])
    assert found.line.text.text() == "", "given up, it does not come back"
    assert again.ask(gestures.last_to_undo) == before, "nothing of it is journalled"


def test_nothing_typed_of_somebody_anonymised_since_is_kept(
    tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    tab.show_person(people[1])
    tab.line.text.setText("Vu à midi")
    with workspace.database.transaction() as session:
        session.add(Erasure(id=people[1], erased_on=TODAY))
    workspace.close()
    with workspace.database.reading() as session:
        assert session.scalars(select(Snapshot.content)).all() == []


def test_a_line_left_half_typed_is_found_again_on_coming_back(tab: FollowingTab, people: tuple[Key, Key]) -> None:
    press(tab, "À finir")
    tab.show_person(people[1], "Émile")
    assert tab.line.text.text() == ""
    tab.show_person(people[0], "Camille")
    assert tab.line.text.text() == "À finir"


def test_every_kind_has_its_list_its_form_and_says_when_it_is_empty(tab: FollowingTab) -> None:
    for kind in KINDS:
        choose(tab, kind)
        assert not page_problems(tab), kind
        if kind != "events":
            tab.add()
            form = QApplication.activeModalWidget()
            assert form is not None, kind
            form.close()


def test_leaving_is_classified_while_it_is_typed_then_followed(
    qtbot: QtBot, tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    form = ExitForm(tab, workspace, people[0], None)
    form.form.set_values({"reason": ExitReason.HIRED, "outcome": Outcome.PERMANENT})
    form.save()
    [leaving] = workspace.ask(following.exits_of, people[0])
    assert (leaving.classified.label, leaving.day) == ("Emploi durable", TODAY)
    choose(tab, "exits")
    later = LaterForm(tab, workspace, leaving.id, "Camille", 3)
    later.form.set_values({"answer": Outcome.NOT_REACHED})
    later.save()
    assert [said.answer for said in tab.current().later] == [Outcome.NOT_REACHED]


def test_what_is_done_goes_and_what_is_removed_is_confirmed(
    tab: FollowingTab, workspace: Workspace, people: tuple[Key, Key], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.do(following.keep_event, people[0], LATE, TODAY)
    assert tab.done_button.isEnabled()
    tab.done_button.click()
    assert not tab.done_button.isEnabled()
    monkeypatch.setattr(dialogs, "confirm", lambda *_: False)
    tab.remove_button.click()
    assert tab.current() is not None
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    tab.remove_button.click()
    assert tab.current() is None


def test_the_page_lists_what_is_to_be_done_and_whom_to_call(page: FollowingPage, people: tuple[Key, Key]) -> None:
    assert not page_problems(page)
    assert [page.tabs.tabText(place) for place in (0, 1)] == ["À faire 1", "À 3, 6 et 12 mois 1"]
    with_target: list[tuple[str, dict[str, object]]] = []
    page.go_to.connect(lambda where, target: with_target.append((where, target)))
    page.to_do.table.setFocus()
    press(page, Qt.Key.Key_Return)
    assert with_target == [("beneficiaries", {"beneficiary": people[0], "following": True})]
    page.finish()
    assert page.tabs.tabText(0) == "À faire"
    page.open(tab="calls")
    assert page.to_call.table.current_row().months == 3


def test_the_page_says_what_became_of_those_who_left_this_year(
    page: FollowingPage, people: tuple[Key, Key], workspace: Workspace
) -> None:
    assert page.rates.text() == "Sorties de 2026\u00a0: 1, dont 0 dynamique (0\u00a0%)"
    workspace.do(
        following.keep_exit, people[0], ExitDraft(dt.date(2026, 9, 7), ExitReason.COMPLETED, Outcome.PERMANENT), TODAY
    )
    assert page.rates.text() == "Sorties de 2026\u00a0: 2, dont 1 dynamique (50\u00a0%)\u00a0: emploi durable 1"


def test_names_are_hidden_on_the_page(page: FollowingPage) -> None:
    page._workspace.names.hide(True)
    model = page.to_call.table.model()
    assert model.index(0, 0).data() == "Z. É."


def test_the_sheet_opens_on_the_line_to_type(
    qtbot: QtBot, look: Look, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    page = BeneficiariesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.open(beneficiary=people[1], following=True)
    qtbot.waitUntil(lambda: page.person() == people[1] and bool(page.findChildren(FollowingTab)))
    [tab] = page.findChildren(FollowingTab)
    qtbot.waitUntil(tab.line.text.hasFocus)
    press(page, "Vu au forum", Qt.Key.Key_Return)
    assert [line.text for line in workspace.ask(following.events_of, people[1])] == ["Vu au forum"]
    page.background.close()


def test_the_window_says_whether_a_line_is_new_or_corrected(
    qtbot: QtBot, look: Look, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    tab = shown(qtbot, FollowingTab(workspace), people[0])
    workspace.do(following.keep_event, people[0], LATE, TODAY)
    tab.chips.choose("trainings")
    tab.add()
    assert tab.findChildren(FormDialog)[-1].windowTitle() == "Noter une formation"
    tab.chips.choose("events")
    tab.read()
    tab.edit()
    assert tab.findChildren(FormDialog)[-1].windowTitle() == "Corriger un événement"


def test_in_a_low_window_with_large_text_the_tab_scrolls_instead_of_squeezing_its_fields(
    qtbot: QtBot, look: Look, workspace: Workspace, people: tuple[Key, Key]
) -> None:
    look.apply(text_size=150)
    tab = shown(qtbot, FollowingTab(workspace), people[0])
    tab.resize(1260, 160)  # what a window of 1366 × 768 leaves under the list of people
    QApplication.processEvents()
    assert tab.line.height() >= tab.line.minimumSizeHint().height()
    assert tab.findChildren(QScrollArea)[0].verticalScrollBar().maximum() > 0
    tab.focus_line()
    assert tab.line.text.visibleRegion().boundingRect().height() == tab.line.text.height()
