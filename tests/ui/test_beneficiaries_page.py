"""The page of people, by keyboard only, on a real file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.keys import Key
from facilitator_app.domain.proofs import ProofState
from facilitator_app.ui.beneficiaries import people_list
from facilitator_app.ui.forms.beneficiary_form import BeneficiaryForm
from facilitator_app.ui.forms.district_hint import DistrictHint
from facilitator_app.ui.forms.file_reason_forms import ArchiveFileDialog, ReopenFileDialog
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.beneficiaries_page import BeneficiariesPage
from facilitator_app.ui.rows import PAGE
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, IconButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import beneficiaries
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft, ProofDraft
from facilitator_app.use_cases.beneficiary_search import Filter, search
from facilitator_app.use_cases.beneficiary_sheet import Sheet, sheet
from facilitator_app.use_cases.following.events import events_of
from tests import make
from tests.exchange.reference import published
from tests.ui.accessibility import clipped, page_problems
from tests.use_cases.reference.test_loading import load

TODAY = dt.date(2026, 11, 24)
CTRL = Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 65


class Keyboard:
    """Types where the focus is, and counts: a key or a chord is one."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self.count = 0

    def type(self, text: str) -> None:
        for sign in text:
            self._press(sign)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
    ) -> None:
        for _ in range(times):
            self._press(key, modifier)

    def tab(self, times: int = 1) -> None:
        self.press(Qt.Key.Key_Tab, times=times)

    def _press(self, key: str | Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        popup = QApplication.activePopupWidget()
        target = popup or self._page.window().focusWidget() or self._page
        if isinstance(key, str):
            QTest.keyClicks(target, key, modifier)
        else:
            QTest.keyClick(target, key, modifier)
        QApplication.processEvents()
        self.count += 1


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database) -> Iterator[BeneficiariesPage]:
    workspace = Workspace(database, lambda: TODAY)
    page = BeneficiariesPage(workspace)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.open()
    yield page
    page.background.close()


def _registered(database: Database, last: str, first: str, **details: object) -> Key:
    draft = BeneficiaryDraft(last, first, dt.date(1992, 4, 2), **details)  # type: ignore[arg-type]
    with database.transaction() as session:
        return beneficiaries.register(session, draft, TODAY)


def _people(database: Database) -> list[Sheet]:
    with database.reading() as session:
        return [sheet(session, key, TODAY) for key in search(session, "", Filter.ALL, TODAY)]


def _form(page: BeneficiariesPage) -> BeneficiaryForm:
    [form] = page.findChildren(BeneficiaryForm)
    return form


def _resume(page: BeneficiariesPage) -> ActionButton:
    return next(one for one in page.findChildren(ActionButton) if one.text() == "Reprendre le brouillon")


def _refreshed(page: BeneficiariesPage) -> Keyboard:
    page.refresh()
    page.open()
    return Keyboard(page)


def test_a_person_is_registered_with_her_proof_in_few_keys(page: BeneficiariesPage, database: Database) -> None:
    keys = Keyboard(page)
    keys.count += 2  # Alt+L, B: comes to the page
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("martel")
    keys.tab()
    keys.type("lucie")
    keys.tab()
    keys.type("14062002")
    keys.tab()
    keys.type("F")
    keys.tab(2)
    keys.type("prad")
    keys.tab()
    keys.type("0600000000")
    keys.tab(6)
    keys.press(Qt.Key.Key_Space)  # the notice was given
    keys.tab()
    keys.press(Qt.Key.Key_Space)  # long-term unemployed
    keys.tab()
    keys.type("12112026")
    keys.tab()
    keys.press(Qt.Key.Key_Space)  # the document was seen
    keys.press(Qt.Key.Key_S, CTRL)
    [person] = _people(database)
    assert (person.name, person.birth_date, person.town) == ("lucie martel", dt.date(2002, 6, 14), "Le Pradet")
    assert person.notice_given_on == TODAY
    assert [(proof.dated_on, proof.seen_on, proof.state) for proof in person.proofs] == [
        (dt.date(2026, 11, 12), TODAY, ProofState.ACCEPTED)
    ]
    assert person.verdict.title == "Éligible du 24/11/2026 au 23/11/2028"
    assert keys.count <= MOST_KEYS, keys.count


def test_the_verdict_is_shown_while_typing(page: BeneficiariesPage) -> None:
    page.register()
    form = _form(page)
    keys = Keyboard(page)
    keys.type("martel")
    assert not form.eligible.isVisibleTo(page)
    assert form.not_yet.isVisibleTo(page)
    form.criteria.setFocus()
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space)
    keys.tab()
    keys.type("12112026")
    keys.tab()
    keys.press(Qt.Key.Key_Space)
    assert form.eligible.isVisibleTo(page)
    assert form.criteria.value() == (ProofDraft("RSA", dated_on=dt.date(2026, 11, 12), seen_on=TODAY),)
    said = [label.text() for label in form.eligible.findChildren(QLabel)]
    assert any(text.startswith("Éligible, premier contrat au plus tard le ") for text in said), said
    assert any("Durée\u00a0: 24 mois à compter du premier contrat." in text for text in said)
    assert not any("Éligible du" in text or "Jusqu’au" in text for text in said), "no period runs before a contract"


def test_an_error_is_said_under_its_field_and_nothing_is_lost(page: BeneficiariesPage, database: Database) -> None:
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("martel")
    keys.press(Qt.Key.Key_S, CTRL)
    form = _form(page)
    assert form.problems_shown() == [
        "Indiquez le prénom.",
        "Indiquez la date de naissance, par exemple 14/06/2002.",
    ]
    assert _people(database) == []
    keys.type("lucie")  # the focus is on the first problem
    keys.press(Qt.Key.Key_F8)
    keys.type("14062002")
    keys.press(Qt.Key.Key_S, CTRL)
    assert [person.name for person in _people(database)] == ["lucie martel"]


def test_an_unlikely_date_is_confirmed_by_saving_again(page: BeneficiariesPage, database: Database) -> None:
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("martel")
    keys.tab()
    keys.type("lucie")
    keys.tab()
    keys.type("14061940")
    keys.press(Qt.Key.Key_S, CTRL)
    assert _people(database) == []
    keys.press(Qt.Key.Key_S, CTRL)
    assert len(_people(database)) == 1


def test_what_was_typed_is_kept_when_leaving_and_offered_at_return(page: BeneficiariesPage) -> None:
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("martel")
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_N, CTRL)
    form = _form(page)
    assert form.rough_draft().last_name == ""
    button = _resume(page)
    assert button.isVisibleTo(page)
    button.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert form.rough_draft().last_name == "martel"
    assert not button.isVisibleTo(page)


def test_another_page_asking_for_a_new_person_loses_nothing(page: BeneficiariesPage) -> None:
    page.open(new=True)
    Keyboard(page).type("martel")
    page.open(new=True)
    assert _resume(page).isVisibleTo(page)


def test_leaving_an_untouched_page_keeps_no_draft(page: BeneficiariesPage) -> None:
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.press(Qt.Key.Key_Escape)
    keys.press(Qt.Key.Key_N, CTRL)
    button = _resume(page)
    assert not button.isVisibleTo(page)


def test_a_person_is_found_by_typing_without_accents(page: BeneficiariesPage, database: Database) -> None:
    _registered(database, "Belkacem", "Yanis")
    key = _registered(database, "Estève", "Élodie")
    keys = _refreshed(page)
    keys.press(Qt.Key.Key_F, CTRL)
    keys.type("elodie est")
    assert page.person() == key
    keys.type(" xyz")
    assert page.person() is None


def test_a_file_is_opened_from_the_list_and_corrected(page: BeneficiariesPage, database: Database) -> None:
    _registered(database, "Estève", "Élodie", postal_code="83000", town="Toulon")
    keys = _refreshed(page)
    keys.press(Qt.Key.Key_F, CTRL)
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_A, CTRL)
    keys.type("Esteve")
    keys.press(Qt.Key.Key_S, CTRL)
    [person] = _people(database)
    assert (person.name, person.town) == ("Élodie Esteve", "Toulon")


def test_a_twin_is_shown_while_typing(page: BeneficiariesPage, database: Database, announcements: list[str]) -> None:
    _registered(database, "Martel", "Lucie")
    keys = _refreshed(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("lucie")
    keys.tab()
    keys.type("martel")
    assert any("Une fiche ressemble à celle-ci" in said for said in announcements)


def test_a_criterion_whose_date_cannot_be_read_is_named(page: BeneficiariesPage) -> None:
    page.register()
    form = _form(page)
    keys = Keyboard(page)
    form.criteria.setFocus()
    keys.press(Qt.Key.Key_Space)
    keys.tab()
    keys.type("99")
    keys.press(Qt.Key.Key_S, CTRL)
    assert any("ne peut pas être lu" in said for said in form.problems_shown())


def test_every_part_of_the_page_can_be_read_aloud(page: BeneficiariesPage, database: Database) -> None:
    proof = ProofDraft("LTU", dated_on=dt.date(2026, 11, 12), seen_on=TODAY)
    _registered(database, "Martel & <fils>", "Lucie", proofs=(proof,))
    _refreshed(page)
    QApplication.processEvents()
    assert page_problems(page) == {}
    page.register()
    QApplication.processEvents()
    assert page_problems(page) == {}


def test_a_file_is_closed_with_a_reason(page: BeneficiariesPage, database: Database) -> None:
    key = _registered(database, "Martel", "Lucie")
    _refreshed(page)
    button = next(one for one in page.findChildren(IconButton) if one.accessibleName() == "Archiver la fiche")
    button.setFocus()
    Keyboard(page).press(Qt.Key.Key_Space)
    asked = page.findChild(ArchiveFileDialog)
    assert asked is not None
    asked.save()
    assert "a déménagé" in asked.form.problems_shown()[0], "the control: a reason is asked for, with an example"
    asked.form.set_values({"reason": "a déménagé"})
    asked.save()
    with database.reading() as session:
        assert sheet(session, key, TODAY).archived_reason == "a déménagé"
    assert page.person() is None
    page.open(beneficiary=key)
    assert page.person() == key


def test_names_can_be_hidden(page: BeneficiariesPage, database: Database) -> None:
    _registered(database, "Martel", "Lucie")
    _refreshed(page)
    page._workspace.names.hide(True)
    shown = [label.property("text") for label in page.findChildren(QWidget) if label.isVisibleTo(page)]
    assert "L. M." in shown
    assert not any("Martel" in str(text) for text in shown)


def test_an_empty_house_says_how_to_begin(page: BeneficiariesPage) -> None:
    texts = [label.property("text") for label in page.findChildren(QWidget) if label.isVisibleTo(page)]
    assert "Aucune personne pour l’instant" in texts


def test_the_page_asks_for_the_others(page: BeneficiariesPage, database: Database, qtbot: QtBot) -> None:
    key = _registered(database, "Martel", "Lucie")
    _refreshed(page)
    button = next(one for one in page.findChildren(ActionButton) if one.text() == "&Proposer à un besoin")
    with qtbot.waitSignal(page.go_to) as asked:
        button.setFocus()
        Keyboard(page).press(Qt.Key.Key_Space)
    assert asked.args == ["matching", {"beneficiary": key}]


def test_nothing_is_clipped_with_text_twice_as_large(page: BeneficiariesPage, database: Database, look: Look) -> None:
    _registered(database, "Martel", "Lucie")
    _refreshed(page)
    look.apply(text_size=200)
    QApplication.processEvents()
    assert clipped(page) == []
    page.register()
    QApplication.processEvents()
    assert clipped(page) == []


def test_the_first_people_show_at_once_and_all_the_others_follow(
    qtbot: QtBot, page: BeneficiariesPage, database: Database
) -> None:
    with database.transaction() as session:
        for number in range(PAGE + 15):
            make.a_beneficiary(session, last_name=f"Martel {number:03}", search_text=f"martel {number:03}")
    page.refresh()
    people = page._list.table
    assert people.model().rowCount() == PAGE
    qtbot.waitUntil(page.settled)
    assert people.model().rowCount() == PAGE + 15
    assert people.currentIndex().row() == 0
    assert people.model().index(PAGE + 14, 0).data() == "Martel 074 Camille"
    assert any("75 personnes" in label.text() for label in page.findChildren(QLabel))


def test_a_person_far_down_the_list_stays_selected_when_it_is_read_again(
    qtbot: QtBot, page: BeneficiariesPage, database: Database
) -> None:
    with database.transaction() as session:
        keys = [
            make.a_beneficiary(session, last_name=f"Martel {number:03}", search_text=f"martel {number:03}").id
            for number in range(PAGE + 15)
        ]
    page.refresh()
    page.open(beneficiary=keys[PAGE + 9])
    assert page.person() == keys[PAGE + 9]
    page.refresh()
    qtbot.waitUntil(page.settled)
    assert page.person() == keys[PAGE + 9]
    assert page._list.table.currentIndex().row() == PAGE + 9


def test_a_part_of_the_sheet_is_filled_when_it_is_looked_at(page: BeneficiariesPage, database: Database) -> None:
    with database.transaction() as session:
        make.a_placement(session)
    page.refresh()
    [tabs] = page.findChildren(QTabWidget)
    assert [tabs.tabText(place) for place in range(3)] == ["Fiche", "Éligibilité", "Parcours 1"]
    before = len(page.findChildren(Table))
    tabs.setCurrentIndex(2)
    [shown] = tabs.currentWidget().findChildren(Table)
    assert shown.model().rowCount() == 1
    assert len(page.findChildren(Table)) == before + 1


@pytest.mark.parametrize("at_once", [1_000, 0])
def test_a_click_on_a_header_sorts_the_people(
    qtbot: QtBot, page: BeneficiariesPage, database: Database, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(people_list, "SORTED_AT_ONCE", at_once)
    with database.transaction() as session:
        working = make.a_beneficiary(session, last_name="Abad", first_name="Zoé").id
        make.a_placement(
            session, beneficiary_id=working, ends_on=None, eligible_until=dt.date(2027, 6, 1), eligibility="Éligible"
        )
        make.a_beneficiary(session, last_name="Zidi", first_name="Ali")
        make.a_beneficiary(session, last_name="Élan", first_name="Nour", archived_on=None)
    page.refresh()
    people = page._list.table

    def click(column: int) -> list[str]:
        header = people.horizontalHeader()
        where = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
        qtbot.waitUntil(page.settled)
        return [people.model().index(row, 0).data() for row in range(people.model().rowCount())]

    assert click(0) == ["Abad Zoé", "Élan Nour", "Zidi Ali"]
    assert click(0) == ["Zidi Ali", "Élan Nour", "Abad Zoé"]
    assert click(1)[-1] == "Abad Zoé"  # «Disponible» before «En emploi»
    assert click(2)[0] == "Abad Zoé"  # those whose eligibility is to be established have no date, and come last
    assert page.person() is not None
    page._list.search.setText("zidi")
    page._list.look_for()
    assert people.model().rowCount() == 1


def test_a_name_at_birth_is_kept_found_and_compared(page: BeneficiariesPage, database: Database) -> None:
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("castaldi")
    keys.tab()
    keys.type("lucie")
    keys.tab()
    keys.type("14062002")
    keys.tab(2)
    assert page.window().focusWidget() is _form(page).editor("birth_name")
    keys.type("martel")
    keys.press(Qt.Key.Key_S, CTRL)
    with database.reading() as session:
        [key] = search(session, "martel", Filter.ALL, TODAY)
        assert beneficiaries.draft_of(session, key).birth_name == "martel"
    page.register()
    keys.type("martel")
    keys.tab()
    keys.type("lucie")
    keys.tab()
    keys.type("14062002")
    assert any("castaldi lucie" in label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page))


def test_the_district_is_said_while_typing_and_noted_when_asked_for(
    page: BeneficiariesPage, database: Database, tmp_path: Path
) -> None:
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    keys = Keyboard(page)
    keys.press(Qt.Key.Key_N, CTRL)
    form = _form(page)
    assert form.district.text() == "D’après l’adresse\u00a0: inconnu"
    form.editor("coordinates").setFocus()
    keys.type("43.125, 5.935")
    assert form.district.text() == "D’après l’adresse\u00a0: dans le quartier Les Hauts d’Azur"
    assert form.rough_draft().in_qpv is YesNoUnknown.UNKNOWN  # offered, not imposed
    keys.tab()
    assert page.window().focusWidget() is form.district.take
    keys.press(Qt.Key.Key_Space)
    assert form.rough_draft().in_qpv is YesNoUnknown.YES
    assert not form.district.take.isVisibleTo(page)
    form.editor("coordinates").setFocus()
    keys.press(Qt.Key.Key_A, CTRL)
    keys.type("quelque part")
    assert form.district.text() == "D’après l’adresse\u00a0: inconnu"
    keys.press(Qt.Key.Key_S, CTRL)
    assert any(said.startswith("Ces coordonnées ne se lisent pas.") for said in form.problems_shown())


def test_the_sheet_offers_what_the_address_says(page: BeneficiariesPage, database: Database, tmp_path: Path) -> None:
    load(database, published.written(tmp_path, "qpv_2024.geojson", published.districts()))
    _registered(database, "Martel", "Lucie", coordinates="43.125, 5.935")
    _refreshed(page)
    hint = page.findChild(DistrictHint)
    assert hint is not None
    assert hint.isVisibleTo(page)
    hint.take.setFocus()
    Keyboard(page).press(Qt.Key.Key_Space)
    assert [person.in_qpv for person in _people(database)] == [YesNoUnknown.YES]
    assert not hint.isVisibleTo(page)


def test_a_closed_file_is_reopened_from_the_registration_when_a_reason_is_given(
    page: BeneficiariesPage, database: Database
) -> None:
    key = _registered(database, "Martel", "Lucie")
    with database.transaction() as session:
        beneficiaries.archive(session, key, "a déménagé", TODAY)
    keys = _refreshed(page)
    keys.press(Qt.Key.Key_N, CTRL)
    keys.type("martel")
    keys.tab()
    keys.type("lucie")
    [reopen] = [button for button in page.findChildren(ActionButton) if button.text() == "Rouvrir…"]
    assert reopen.isVisibleTo(page)
    reopen.setFocus()
    keys.press(Qt.Key.Key_Space)
    [dialog] = page.findChildren(ReopenFileDialog)
    dialog.save()
    assert dialog.form.problems_shown() == ["Indiquez le motif, par exemple «\u00a0de retour sur le territoire\u00a0»."]
    dialog.form.set_values({"reason": "de retour"})
    dialog.save()
    assert page.person() == key
    with database.reading() as session:
        assert sheet(session, key, TODAY).archived_on is None
        [event] = events_of(session, key)
        assert (
            event.text
            == f"Fiche rouverte\u00a0: de retour. Elle avait été close le {TODAY:%d/%m/%Y}\u00a0: a déménagé."
        )
    page.register()
    assert _resume(page).isVisibleTo(page)  # what was typed of her is not lost
