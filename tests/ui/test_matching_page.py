"""The matching page on a real file, by the keyboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import Sex, YesNoUnknown
from facilitator_app.domain.journal import Gesture
from facilitator_app.domain.keys import Key
from facilitator_app.domain.need import Proposal, ProposalState
from facilitator_app.ui.background import Background
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.matching import need_view, spreading
from facilitator_app.ui.matching.compare_dialog import CompareDialog
from facilitator_app.ui.matching.forms import AnswerDialog, LotDialog, SetAsideDialog
from facilitator_app.ui.matching.needs_list import about
from facilitator_app.ui.matching.people_model import ABOUT
from facilitator_app.ui.navigation import PageEntry
from facilitator_app.ui.pages.matching_page import MatchingPage
from facilitator_app.ui.widgets import EmptyState
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.needs import NeedLine
from facilitator_app.use_cases.matching.proposals import ANSWERS, prepare_proposal, retain, set_aside
from tests.ui import accessibility as check
from tests.use_cases.matching.house import TODAY, TOULON, a_mason, a_need, proposal

K = Qt.Key
OPENING = 2  # Alt+L, A


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database, lambda: TODAY)


@pytest.fixture
def window(qtbot: QtBot, look: Look, workspace: Workspace) -> Iterator[MainWindow]:
    entry = PageEntry("matching", "Publics", "Appariement", "handshake", "A", lambda: MatchingPage(workspace))
    window = MainWindow([entry], look)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    page = window.page()
    if isinstance(page, MatchingPage):
        for jobs in page.findChildren(Background):
            jobs.close()


def shown(qtbot: QtBot, window: MainWindow, **target: object) -> MatchingPage:
    page = window.go_to("matching", **target)
    assert isinstance(page, MatchingPage)
    qtbot.waitUntil(page.settled)
    return page


class Keyboard:
    """Presses keys where the focus is, and counts them."""

    def __init__(self, already: int = 0) -> None:
        self.count = already

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self.count += 1
            where = QApplication.activeModalWidget() or QApplication.focusWidget()
            assert where is not None
            QTest.keyClick(QApplication.focusWidget() or where, key, modifier)
            QApplication.processEvents()

    def press_in_the_next_question(self, key: Qt.Key) -> None:
        """The question blocks what follows: the key must be ready before it opens."""

        def answer() -> None:
            question = QApplication.activeModalWidget()
            if question is None or not question.isVisible():
                QTimer.singleShot(10, answer)
            else:
                self.count += 1
                QTest.keyClick(question, key)

        QTimer.singleShot(0, answer)


def dialog_of(kind: type[QWidget]) -> QWidget:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def states(database: Database, need: Key) -> list[tuple[Key, ProposalState]]:
    asked = select(Proposal.beneficiary_id, Proposal.state).where(Proposal.need_id == need).order_by(Proposal.id)
    with database.reading() as session:
        return sorted((person, state) for person, state in session.execute(asked))


def test_three_people_are_proposed_in_fourteen_keys(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        for day in (7, 8, 9):
            need = a_need(session, starts_on=dt.date(2026, 12, day)).id
        people = [a_mason(session, registered_on=dt.date(2026, 9, day)) for day in (1, 2, 3, 4)]
    page = shown(qtbot, window)
    keyboard = Keyboard(OPENING)
    keyboard.press(K.Key_Down, K.Key_Down)
    assert page.needs.current() == need
    keyboard.press(K.Key_Tab)
    assert page.view.people.hasFocus()
    keyboard.press(K.Key_Space, K.Key_Down, K.Key_Space, K.Key_Down, K.Key_Space)
    assert states(database, need) == sorted((person, ProposalState.RETAINED) for person in people[:3])
    keyboard.press_in_the_next_question(K.Key_Return)
    keyboard.press(K.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert states(database, need) == sorted((person, ProposalState.PROPOSED) for person in people[:3])
    assert keyboard.count <= 14
    assert page.view.tabs.tabText(1) == "Propositions en cours (3)"


def test_giving_up_the_question_proposes_nobody(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        need, person = a_need(session).id, a_mason(session)
        retain(session, need, [person], TODAY)
    page = shown(qtbot, window)
    page.view.people.setFocus()
    keyboard = Keyboard()
    keyboard.press_in_the_next_question(K.Key_Escape)
    keyboard.press(K.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert states(database, need) == [(person, ProposalState.RETAINED)]


def test_space_retains_and_space_again_lets_go_without_moving_the_list(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    with database.transaction() as session:
        need = a_need(session).id
        for _ in range(3):
            a_mason(session)
    page = shown(qtbot, window)
    page.view.people.setFocus()
    order = [line.person for line in page.view.model.lines()]
    keyboard = Keyboard()
    keyboard.press(K.Key_Down, K.Key_Space)
    assert [line.person for line in page.view.retained()] == [order[1]]
    assert page.needs.table.model().index(0, 1).data() == "1 retenue"
    keyboard.press(K.Key_Space)
    assert page.view.retained() == []
    assert states(database, need) == []
    assert [line.person for line in page.view.model.lines()] == order
    assert page.view.people.currentIndex().row() == 1


def test_enter_explains_the_score_in_four_parts(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        a_need(session, wishes=("SST",))
        a_mason(session, last_name="Mansouri")
    page = shown(qtbot, window)
    page.view.people.setFocus()
    Keyboard().press(K.Key_Return)
    (detail,) = [
        w for w in QApplication.topLevelWidgets() if w.isVisible() and w.windowTitle().startswith("Note de Mansouri")
    ]
    said = [label.text() for label in detail.findChildren(QLabel)]
    assert {"Compétences", "Trajet", "Disponibilité", "Projet"} <= set(said)
    assert "26 sur 35" in said
    assert "– Souhaité et absent\u00a0: SST." in said
    detail.close()


@pytest.mark.parametrize(
    ("posts", "said"), [(1, "B-112 · 07/12 · Batirade"), (3, "B-112 · 07/12 · 3 postes · Batirade")]
)
def test_a_need_tells_its_posts_when_there_are_several(posts: int, said: str) -> None:
    line = NeedLine(Key("1"), "B-112", "Maçon", "Batirade", "", dt.date(2026, 12, 7), posts, 0, 0, urgent=False)
    assert about(line) == said


def test_nothing_on_the_page_tells_sex_age_or_district(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        a_need(session)
        a_mason(
            session, sex=Sex.WOMAN, birth_date=dt.date(1971, 6, 14), in_qpv=YesNoUnknown.YES, address="Cité des Lices"
        )
    page = shown(qtbot, window)
    index = page.view.model.index(0)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, ABOUT)
    said = " ".join(str(index.data(role)) for role in roles).lower()
    for secret in ("femme", "1971", "55", "qpv", "lices"):
        assert secret not in said


def test_those_left_out_are_counted_then_listed_with_the_reason(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    with database.transaction() as session:
        a_need(session)
        a_mason(session)
        a_mason(session, proved=False, last_name="Sanspreuve")
        a_mason(session, jobs_aimed=("K2204",), jobs_done=(), last_name="Agent")
    page = shown(qtbot, window)
    fold = page.view.left_out._fold
    assert fold.text() == "Personnes écartées du classement (2)"
    fold.setFocus()
    Keyboard().press(K.Key_Space)
    model = page.view.left_out.table.model()
    rows = {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}
    assert "aucune preuve acceptée" in rows["Sanspreuve Camille"]
    assert "Aucun métier" in rows["Agent Camille"]


def test_setting_aside_asks_why_then_takes_out_of_the_ranking(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    with database.transaction() as session:
        need, person = a_need(session).id, a_mason(session)
    page = shown(qtbot, window)
    page.acts.set_aside()
    dialog = dialog_of(SetAsideDialog)
    assert isinstance(dialog, SetAsideDialog)
    dialog.save()
    assert "motif" in dialog.form.problems_shown()[0]
    dialog.form.set_values({"reason": "Permis suspendu"})
    dialog.save()
    assert states(database, need) == [(person, ProposalState.SET_ASIDE)]
    assert page.view.model.lines() == ()
    page.acts.bring_back(person)
    assert [line.person for line in page.view.model.lines()] == [person]


def test_an_accepted_answer_opens_the_way_to_the_placement(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    with database.transaction() as session:
        need, person = a_need(session).id, a_mason(session)
        prepare_proposal(session, need, [person], TODAY)
    page = shown(qtbot, window)
    page.view.tabs.setCurrentIndex(1)
    view = page.view.proposals
    assert not view.start.isEnabled()
    view.table.setFocus()
    Keyboard().press(K.Key_Return)
    dialog = dialog_of(AnswerDialog)
    assert isinstance(dialog, AnswerDialog)
    dialog.form.set_values({"state": ANSWERS[0], "reason": ""})
    dialog.save()
    assert states(database, need) == [(person, ProposalState.ACCEPTED)]
    assert view.start.isEnabled()


def test_the_allocation_is_compared_then_applied_line_by_line_and_undone_in_one(
    qtbot: QtBot, window: MainWindow, database: Database, workspace: Workspace
) -> None:
    with database.transaction() as session:
        here, there = a_need(session).id, a_need(session, commune_code=TOULON).id
        from_here, from_there = a_mason(session), a_mason(session, commune_code=TOULON)
    page = shown(qtbot, window)
    assert page.spreading.found is not None
    with database.reading() as session:
        before = session.scalar(select(func.count()).select_from(Gesture)) or 0
    page.spread.click()
    qtbot.waitUntil(lambda: any(isinstance(w, CompareDialog) for w in QApplication.topLevelWidgets()))
    dialog = dialog_of(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.apply.text() == "Appliquer 2 changements"
    assert states(database, here) + states(database, there) == []
    dialog.table.setFocus()
    Keyboard().press(K.Key_Space)
    assert dialog.apply.text() == "Appliquer 1 changement"
    Keyboard().press(K.Key_Space)
    Keyboard().press(K.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.settled)
    assert states(database, here) == [(from_here, ProposalState.RETAINED)]
    assert states(database, there) == [(from_there, ProposalState.RETAINED)]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Gesture)) == before + 1
    workspace.undo_last()
    assert states(database, here) + states(database, there) == []
    assert page.view.retained() == []


def test_an_allocation_out_of_date_is_computed_again_before_it_is_compared(
    qtbot: QtBot, window: MainWindow, database: Database, workspace: Workspace
) -> None:
    with database.transaction() as session:
        a_need(session)
        for _ in range(2):
            a_mason(session)
    page = shown(qtbot, window)
    assert page.spreading.found is not None
    assert len(page.spreading.found.changes) == 1
    workspace.do(lambda session: a_need(session))
    page.spreading.card.compare.click()
    qtbot.waitUntil(lambda: any(isinstance(w, CompareDialog) for w in QApplication.topLevelWidgets()))
    dialog = dialog_of(CompareDialog)
    assert isinstance(dialog, CompareDialog)
    assert dialog.apply.text() == "Appliquer 2 changements"


def test_a_person_s_needs_lead_to_the_ranking_with_her_selected(
    qtbot: QtBot, window: MainWindow, database: Database
) -> None:
    with database.transaction() as session:
        far, near = a_need(session, commune_code=TOULON).id, a_need(session).id
        a_mason(session)
        person = a_mason(session, jobs_done=())
    page = shown(qtbot, window, beneficiary=person)
    assert [page.person_needs.table.model().index(row, 0).data(Qt.ItemDataRole.UserRole).need_id for row in (0, 1)] == [
        near,
        far,
    ]
    Keyboard().press(K.Key_Return)
    line = page.view.people.current_line()
    assert page.needs.current() == near
    assert line is not None
    assert line.person == person


def test_a_need_that_is_not_open_is_said_in_the_page(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        a_need(session)
    page = shown(qtbot, window, need="0" * 32)
    assert page.banner.text() == "Ce besoin n’est plus ouvert."


def test_without_any_need_the_page_says_where_they_come_from(qtbot: QtBot, window: MainWindow) -> None:
    page = shown(qtbot, window)
    asked: list[tuple[str, object]] = []
    page.go_to.connect(lambda key, target: asked.append((key, target)))
    (empty,) = [part for part in page.findChildren(EmptyState) if part.isVisible()]
    Keyboard()
    button = next(b for b in check.interactive(empty))
    QTest.keyClick(button, K.Key_Space)
    assert asked == [("contracts", {})]
    assert not page.spread.isEnabled()


def test_what_another_page_writes_shows_at_once(
    qtbot: QtBot, window: MainWindow, database: Database, workspace: Workspace
) -> None:
    with database.transaction() as session:
        need, person = a_need(session).id, a_mason(session)
    page = shown(qtbot, window)
    workspace.do(set_aside, need, person, "Permis suspendu", TODAY)
    assert page.view.model.lines() == ()
    with database.reading() as session:
        assert proposal(session, need, person).reason == "Permis suspendu"


def test_the_page_passes_the_accessibility_checks(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        need = a_need(session).id
        people = [a_mason(session) for _ in range(3)]
        retain(session, need, people[:1], TODAY)
        prepare_proposal(session, need, people[1:2], TODAY)
    page = shown(qtbot, window)
    assert check.page_problems(page) == {}


def test_large_text_clips_no_button(qtbot: QtBot, window: MainWindow, database: Database, look: Look) -> None:
    with database.transaction() as session:
        a_need(session)
        a_mason(session)
    look.apply(text_size=150)
    page = shown(qtbot, window)
    assert check.clipped(page) == []


def test_the_needs_are_shown_before_anybody_is_ranked(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        need, _ = a_need(session).id, a_mason(session)
    page = window.go_to("matching")
    assert isinstance(page, MatchingPage)
    assert page.needs.current() == need
    assert page.view.ranking is None
    qtbot.waitUntil(page.settled)
    assert page.view.ranking is not None
    assert len(page.view.model.lines()) == 1
    assert page.spreading.found is not None


def test_many_people_are_not_allocated_before_it_is_asked(
    qtbot: QtBot, window: MainWindow, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "COMPUTED_UNASKED", 0)
    with database.transaction() as session:
        a_need(session)
        a_mason(session)
    page = shown(qtbot, window)
    assert page.spreading.found is None
    assert "Répartir tous les besoins" in " ".join(label.text() for label in page.spreading.card.findChildren(QLabel))
    page.spread.click()
    qtbot.waitUntil(lambda: page.spreading.found is not None)
    dialog_of(CompareDialog).close()


def test_many_people_are_ranked_off_the_window_and_only_for_the_need_chosen_last(
    qtbot: QtBot, window: MainWindow, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(need_view, "AT_ONCE", 0)
    with database.transaction() as session:
        first, second = (a_need(session, starts_on=dt.date(2026, 12, day), title=f"Poste {day}").id for day in (7, 8))
        people = {a_mason(session), a_mason(session)}
        retain(session, first, [next(iter(people))], TODAY)
    page = shown(qtbot, window)
    assert page.needs.current() == first
    assert {line.person for line in page.view.model.lines()} == people
    assert page.view.propose.isEnabled()
    Keyboard().press(K.Key_Down)
    assert page.view.need is not None
    assert page.view.need.id == second
    assert page.view.ranking is None
    assert page.view.model.lines() == ()  # nobody retained for the first need can be proposed for the second
    assert not page.view.propose.isEnabled()
    Keyboard().press(K.Key_Up, K.Key_Down)
    qtbot.waitUntil(page.settled)
    assert page.view.ranking is not None
    assert page.view.ranking.need.id == second
    assert {line.person for line in page.view.model.lines()} == people
    page.open(need=first, beneficiary=max(people))
    qtbot.waitUntil(page.settled)
    line = page.view.people.current_line()
    assert line is not None
    assert line.person == max(people)


def test_names_hidden_are_initials_in_the_proposals(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    with database.transaction() as session:
        need = a_need(session).id
        person = a_mason(session)
        prepare_proposal(session, need, [person], TODAY)
    page = shown(qtbot, window)
    page.view.proposals.show_need(need)
    model = page.view.proposals.table.model()
    name = str(model.index(0, 0).data())
    page._workspace.names.hide(True)
    shown_now = [
        model.index(0, 0).data(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert shown_now[0] == " ".join(f"{word[0]}." for word in name.split())
    assert name not in str(shown_now[1])
    page._workspace.names.hide(False)
    assert model.index(0, 0).data() == name


def test_a_new_need_is_written_from_the_page_then_shown(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, database: Database
) -> None:
    with database.transaction() as session:
        first = a_need(session)
        lot, company = first.lot_id, first.company_id
    page = shown(qtbot, window)
    page.acts.new_need()
    which = next(dialog for dialog in window.findChildren(LotDialog) if dialog.isVisible())
    which.form.set_values({"lot": lot})
    which.save()
    need = next(dialog for dialog in window.findChildren(NeedDialog) if dialog.isVisible())
    need.form.set_values({"title": "Peintre", "company_id": company, "hours_per_week": 35, "posts": 1})
    need.form.set_values({"starts_on": TODAY})
    need.save()
    qtbot.waitUntil(page.settled)
    assert page.view.need is not None
    assert page.view.need.title == "Peintre"
