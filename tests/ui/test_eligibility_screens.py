"""The screens of eligibility: the tab of a person, what was known then, the form's masks, the criteria of the house."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.access_log import Look as Looked
from facilitator_app.domain.beneficiary import EligibilityProof, StructureKind
from facilitator_app.domain.eligibility_file import EligibilityRefusal, RefusalCode
from facilitator_app.domain.keys import Key
from facilitator_app.domain.office import RULES_KEY, Rules
from facilitator_app.domain.protected_criteria import ProtectedProof
from facilitator_app.ui.beneficiaries.overview import periods
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.eligibility.criteria_dialog import CriteriaDialog, CriterionForm
from facilitator_app.ui.eligibility.decision_forms import ExtendDialog, LiftDialog, RefuseDialog
from facilitator_app.ui.eligibility.known_then import KnownThenDialog
from facilitator_app.ui.eligibility.panel import EligibilityPanel
from facilitator_app.ui.forms.registration import RegistrationPage
from facilitator_app.ui.look import Look
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import eligibility_categories
from facilitator_app.use_cases.beneficiaries import draft_of
from facilitator_app.use_cases.beneficiary_sheet import sheet
from facilitator_app.use_cases.personal_data import access_log
from tests import make
from tests.conftest import TODAY
from tests.ui.accessibility import clipped, page_problems

Part = TypeVar("Part", bound=QWidget)
DAY = dt.date(2026, 11, 12)


@pytest.fixture
def workspace(database: Database, look: Look) -> Workspace:
    return Workspace(database, lambda: TODAY)


def somebody(database: Database, *, hired: bool = False, health: bool = False) -> Key:
    with database.transaction() as session:
        key = make.a_beneficiary(session, last_name="Ferrandi", first_name="Nadia").id
        seen = {"beneficiary_id": key, "dated_on": DAY, "seen_on": DAY, "seen_by": "H. Arnoux"}
        make.kept(session, EligibilityProof(category="LTU", **seen))
        if health:
            make.kept(session, ProtectedProof(category="DISABLED", valid_until=dt.date(2030, 1, 1), **seen))
        if hired:
            make.a_placement(
                session, beneficiary_id=key, starts_on=DAY, eligible=True, eligible_until=dt.date(2028, 11, 11),
                eligibility="Éligible du 12/11/2026 au 11/11/2028.", categories=("LTU",),
            )  # fmt: skip
    return key


def the(root: QWidget, kind: type[Part]) -> Part:
    found = root.findChild(kind)
    assert isinstance(found, kind)
    return found


def words_of(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel))


def opened(qtbot: QtBot, workspace: Workspace, key: Key, tab: int = 1) -> PersonSheet:
    person = PersonSheet(workspace)
    qtbot.addWidget(person)
    person.resize(900, 720)
    person.show()
    person.show_person(key)
    person._tabs.setCurrentIndex(tab)
    QApplication.processEvents()  # what is added to a shown page is shown at the next turn
    return person


def test_the_tab_says_one_plain_sentence_each_and_refusing_is_reversible(qtbot: QtBot, workspace: Workspace) -> None:
    person = opened(qtbot, workspace, somebody(workspace.database))
    panel = the(person, EligibilityPanel)
    assert "Preuve retenue\u00a0: attestation France Travail du 12/11/2026" in words_of(panel)
    assert page_problems(panel) == {}
    panel.refuse_or_lift()
    refuse = the(panel, RefuseDialog)
    refuse.save()
    assert refuse.form.problems_shown() != []
    refuse.form.set_values({"code": RefusalCode.PROOF_MISSING, "note": "plus de nouvelles"})
    refuse.save()
    assert "Refus du" in words_of(panel)
    assert "pièce non fournie (plus de nouvelles)" in words_of(panel)
    panel.refuse_or_lift()
    lift = the(panel, LiftDialog)
    lift.form.set_values({"reason": "pièce reçue"})
    lift.save()
    assert "Preuve retenue" in words_of(panel)
    with workspace.reading() as session:
        kept = session.query(EligibilityRefusal).one()
        assert (kept.lifted_on, kept.lifted_reason) == (TODAY, "pièce reçue")


def test_a_period_is_made_longer_and_shorter_again(qtbot: QtBot, workspace: Workspace) -> None:
    person = opened(qtbot, workspace, somebody(workspace.database, hired=True))
    panel = the(person, EligibilityPanel)
    panel.extend()
    asked = the(panel, ExtendDialog)
    asked.form.set_values({"until": dt.date(2029, 6, 30), "reason": "accord de l’acheteur"})
    asked.save()
    QApplication.processEvents()
    assert "Prolongée jusqu’au 30/06/2029\u00a0: accord de l’acheteur." in words_of(panel)
    assert "jusqu’au 30/06/2029" in person._badge.text()
    key = person.person()
    assert key is not None
    assert workspace.ask(sheet, key, TODAY).placements[0].eligible_until == dt.date(2029, 6, 30)
    (line,) = [line for line in panel._lines if line.isVisible()]
    line._back.click()
    assert not any(line.isVisible() for line in panel._lines)
    assert workspace.ask(sheet, key, TODAY).placements[0].eligible_until == dt.date(2028, 11, 11)


def test_entrée_on_a_placement_tells_what_was_known_then(qtbot: QtBot, workspace: Workspace) -> None:
    person = opened(qtbot, workspace, somebody(workspace.database, hired=True), tab=2)
    table = person._tables["Parcours"]._part.table  # type: ignore[union-attr]
    table.select_place(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    told = the(person, KnownThenDialog)
    assert told.windowTitle() == "Ce qui était connu le 12/11/2026"
    assert "Éligible du 12/11/2026 au 11/11/2028." in words_of(told)
    assert page_problems(told) == {}
    told.reject()
    workspace.names.hide(True)
    person._show_again()
    person.show_known_then(table.current_row())
    assert "Ferrandi" not in words_of(person.findChildren(KnownThenDialog)[-1])


def test_a_proof_that_came_late_is_counted_from_what_was_known_then(qtbot: QtBot, workspace: Workspace) -> None:
    with workspace.database.transaction() as session:
        key = make.a_beneficiary(session).id
        make.a_placement(session, beneficiary_id=key, starts_on=DAY, eligible=False, eligibility="Sans éligibilité.")
    person = opened(qtbot, workspace, key, tab=2)
    line = workspace.ask(sheet, key, TODAY).placements[0]
    person.show_known_then(line)
    told = the(person, KnownThenDialog)
    QTest.mouseClick(told.again, Qt.MouseButton.LeftButton)
    assert "Rien de nouveau" in words_of(told)
    with workspace.database.transaction() as session:
        seen = DAY + dt.timedelta(4)
        make.kept(session, EligibilityProof(beneficiary_id=key, category="LTU", dated_on=DAY, seen_on=seen))
    QTest.mouseClick(told.again, Qt.MouseButton.LeftButton)
    assert not told.isVisible()
    assert workspace.ask(sheet, key, TODAY).placements[0].eligible_until == dt.date(2028, 11, 11)


def test_the_line_of_time_has_reminders_and_says_them(qtbot: QtBot, workspace: Workspace) -> None:
    key = somebody(workspace.database, hired=True)
    told = list(periods(workspace.ask(sheet, key, TODAY), TODAY))
    assert [(one.words, one.start) for one in told if "rappel" in one.words] == [
        ("12/09 rappel de renouvellement", dt.date(2028, 9, 12)),
        ("12/10 dernier rappel", dt.date(2028, 10, 12)),
    ]
    person = opened(qtbot, workspace, key, tab=0)
    assert "rappel de renouvellement, le 12/09/2028" in person._overview._timeline.accessibleDescription()


def test_the_form_judges_a_second_period_as_the_sheet_does(qtbot: QtBot, workspace: Workspace) -> None:
    with workspace.database.transaction() as session:
        make.kept(session, Rules(id=RULES_KEY, new_period_gap_months=12))
        key = make.a_beneficiary(session).id
        for seen in (dt.date(2022, 1, 5), dt.date(2026, 2, 5)):
            make.kept(session, EligibilityProof(beneficiary_id=key, category="LTU", dated_on=seen, seen_on=seen))
            make.a_placement(
                session, beneficiary_id=key, starts_on=seen + dt.timedelta(20), ends_on=seen + dt.timedelta(60)
            )
    page = RegistrationPage(workspace)
    qtbot.addWidget(page)
    page.show()
    page.begin(key)
    qtbot.waitUntil(page.form.eligible.isVisible)
    shown = workspace.ask(sheet, key, TODAY)
    assert shown.verdict.title == "Éligible du 25/02/2026 au 24/02/2028"
    assert "24 mois à partir du 25/02/2026" in page.form.eligible.text()


def test_the_form_hides_criteria_of_health_until_they_are_asked_for(qtbot: QtBot, workspace: Workspace) -> None:
    key = somebody(workspace.database, health=True)
    page = RegistrationPage(workspace)
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.begin(key)
    criteria = page.form.criteria
    assert "DISABLED" not in {line.category.code for line in criteria.shown()}
    assert "handicap" not in " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible()).lower()
    page.save()
    with workspace.reading() as session:
        assert {proof.category for proof in draft_of(session, key).proofs} == {"LTU", "DISABLED"}
    criteria._reveal.click()
    assert "DISABLED" in {line.category.code for line in criteria.shown()}
    qtbot.waitUntil(lambda: bool(workspace.ask(access_log.looks)), timeout=5_000)
    assert {line.look for line in workspace.ask(access_log.looks)} == {Looked.PROTECTED}
    page.begin()
    assert not criteria._reveal.isVisible()


def test_a_structure_and_an_opinion_are_typed_under_their_criterion(qtbot: QtBot, workspace: Workspace) -> None:
    key = somebody(workspace.database)
    page = RegistrationPage(workspace)
    qtbot.addWidget(page)
    page.resize(1366, 900)
    page.show()
    page.begin(key)
    lines = {line.category.code: line for line in page.form.criteria._lines}
    lines["IAE"].box.click()
    lines["REASONED_OPINION"].box.click()
    details = lines["IAE"].details
    assert details is not None
    details._fields["pass_number"].set_value("99999 25")
    lines["IAE"].dated.set_value(DAY)
    lines["IAE"].until.set_value(dt.date(2028, 11, 11))
    page.save()
    assert details.problems_shown() == [
        "Indiquez la structure où la personne travaille.",
        "Indiquez le numéro de conventionnement ou d’agrément, par exemple ACI083260012A0M1.",
        "Un numéro de PASS IAE a 12 chiffres, par exemple 99999 25 12345.",
        "Indiquez le premier jour du PASS IAE, par exemple 12/11/2026.",
    ]
    structure: QWidget = details._fields["structure"]
    assert page.form.criteria.focusProxy() is structure  # where F8 goes
    assert any("avis motivé" in said for said in page.form.problems_shown())
    assert page_problems(page) == {}
    QApplication.processEvents()  # what appeared takes its room at the next turn
    assert clipped(page) == []
    QTest.keyClicks(structure, "Cap Insertion")
    assert "Indiquez la structure où la personne travaille." not in details.problems_shown()
    details._fields["agreement"].set_value("ETTI083260012A0M1")
    details._fields["valid_from"].set_value(DAY)
    details._fields["pass_number"].set_value("99999 25 12345")
    details._fields["structure_kind"].set_value(StructureKind.ETTI)
    opinion = lines["REASONED_OPINION"].details
    assert opinion is not None
    opinion._fields["opinion_by"].set_value("Mission locale")
    opinion._fields["opinion"].set_value("Sans logement stable depuis mars.")
    assert page_problems(page) == {}
    assert clipped(page) == []
    with qtbot.waitSignal(page.saved):
        page.save()
    with workspace.reading() as session:
        kept = {proof.category: proof for proof in draft_of(session, key).proofs}
    assert (kept["IAE"].pass_number, kept["IAE"].structure_kind) == ("99999 25 12345", StructureKind.ETTI)
    assert kept["REASONED_OPINION"].opinion_by == "Mission locale"


def test_the_criteria_of_the_house_are_changed_closed_and_added(qtbot: QtBot, workspace: Workspace) -> None:
    somebody(workspace.database)
    dialog = CriteriaDialog(None, workspace)
    qtbot.addWidget(dialog)
    dialog.show()
    assert page_problems(dialog) == {}
    dialog.remove()
    assert "fermez-le" in dialog._banner.text()
    dialog.edit(dialog.table.current_row())
    form = the(dialog, CriterionForm)
    assert page_problems(form) == {}
    form.form.set_values({"closed": True, "other_proofs": "historique d’inscription ; 12"})
    form.save()
    first = workspace.ask(eligibility_categories.categories)[0]
    assert (first.code, first.closed, first.other_proofs[0].months) == ("LTU", True, 12)
    dialog.add()
    new = dialog.findChildren(CriterionForm)[-1]
    new.save()
    assert len(new.form.problems_shown()) == 2
    new.form.set_values({"label": "Sortant de formation", "proof": "certificat"})
    new.save()
    assert workspace.ask(eligibility_categories.categories)[-1].label == "Sortant de formation"
