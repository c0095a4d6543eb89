"""Companies: found, opened, corrected and merged, on a real file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from facilitator_app.database.connection import Database
from facilitator_app.domain.company import Buyer, Company, CompanyKind, Contact
from facilitator_app.domain.company_evaluation import CompanyEvaluation
from facilitator_app.domain.contract import Contract
from facilitator_app.domain.following import Mark
from facilitator_app.domain.need import Need, NeedState
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import bare
from facilitator_app.ui.companies.company_cards import line
from facilitator_app.ui.documents.paper_form import PaperFormDialog
from facilitator_app.ui.forms.buyer_form import BuyerDialog
from facilitator_app.ui.forms.code_field import CpvField, NafField
from facilitator_app.ui.forms.company_evaluation_form import CompanyEvaluationDialog
from facilitator_app.ui.forms.company_form import CompanyDialog
from facilitator_app.ui.forms.contract_form import ContractDialog
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.forms.merge_form import MergeBuyersDialog, MergeCompanyDialog
from facilitator_app.ui.forms.need_form import NeedDialog
from facilitator_app.ui.forms.need_state_form import NeedStateDialog
from facilitator_app.ui.forms.received_sheet_form import ReceivedSheetDialog
from facilitator_app.ui.look import Look, scaled
from facilitator_app.ui.pages.companies_page import CompaniesPage
from facilitator_app.ui.search_field import SearchField
from facilitator_app.ui.widgets import ActionButton, WideEnough
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.companies import ContactDraft, add_contact
from facilitator_app.use_cases.documents.paper_forms import PaperForm
from tests.make import a_buyer, a_company, a_contract, a_lot, a_need
from tests.ui import accessibility as check


@pytest.fixture
def workspace(database: Database) -> Workspace:
    return Workspace(database)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot, look: Look) -> CompaniesPage:
    shown = CompaniesPage(workspace)
    qtbot.addWidget(shown)
    shown.resize(1100, 700)
    return shown


def appear(page: CompaniesPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()


def names(page: CompaniesPage) -> list[str]:
    return [str(page.table.model().index(row, 0).data()) for row in range(page.table.model().rowCount())]


def button(page: CompaniesPage, words: str) -> ActionButton:
    QApplication.processEvents()
    return next(b for b in page.findChildren(ActionButton) if bare(b.text()) == words and b.isVisible())


def test_an_empty_house_says_where_companies_come_from(page: CompaniesPage, qtbot: QtBot) -> None:
    appear(page, qtbot)
    assert button(page, "Nouvelle entreprise").isVisible()
    assert page.table.model().rowCount() == 0


def test_the_list_is_filtered_as_one_types_and_by_kind(page: CompaniesPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        a_lot(session, a_company(session, name="Électralis Sud", town="La Garde"))
        a_company(session, name="Coup de Main Rade", kind=CompanyKind.AI)
    appear(page, qtbot)
    assert names(page) == ["Coup de Main Rade", "Électralis Sud"]
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.search, "garde elec")
    assert names(page) == ["Électralis Sud"]
    assert page.view.sheet is not None
    assert page.view.sheet.name == "Électralis Sud"
    page.search.clear()
    page.chips.choose("insertion")
    page.chips.chosen.emit("insertion")
    assert names(page) == ["Coup de Main Rade"]


def test_twins_are_merged_after_a_question_and_undone_in_one_gesture(
    page: CompaniesPage, qtbot: QtBot, database: Database, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        keep = a_company(session, name="Batirade SAS").id
        a_lot(session, a_company(session, name="Bâtirade"))
    asked: list[str] = []

    def agree(_parent: object, question: str, *_: str) -> bool:
        asked.append(question)
        return True

    monkeypatch.setattr(dialogs, "confirm", agree)
    appear(page, qtbot)
    page.open(company=keep)
    button(page, "Fusionner ici").click()
    assert asked == ["Fusionner Bâtirade avec Batirade SAS\u00a0?"]
    assert names(page) == ["Batirade SAS"]
    assert page.view.table.model().rowCount() == 1
    workspace.undo_last()
    assert sorted(names(page)) == ["Batirade SAS", "Bâtirade"]


def test_a_company_that_serves_is_kept_and_says_why(
    page: CompaniesPage, qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        a_lot(session, a_company(session, name="Thermivar"))
    monkeypatch.setattr(dialogs, "confirm", lambda *_: True)
    appear(page, qtbot)
    button(page, "Retirer").click()
    assert page.refused.text() == "Thermivar tient un lot\u00a0: cette fiche doit rester."
    assert page.refused.isVisible()
    with database.reading() as session:
        assert session.scalars(select(Company.name)).all() == ["Thermivar"]


def test_the_lot_on_which_enter_is_pressed_opens_in_its_page(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        lot = a_lot(session, a_company(session)).id
    appear(page, qtbot)
    page.view.table.select_place(0)
    with qtbot.waitSignal(page.go_to) as asked:
        QTest.keyClick(page.view.table, Qt.Key.Key_Return)
    assert asked.args == ["contracts", {"lot": lot}]


def opened(page: CompaniesPage, kind: type[FormDialog]) -> FormDialog:
    """The dialog of that kind that a button has just opened."""
    QApplication.processEvents()
    (dialog,) = (one for one in page.window().findChildren(kind) if one.isVisible())
    return dialog


def test_a_contact_never_checked_is_shown_and_checked_with_one_button(
    page: CompaniesPage, qtbot: QtBot, database: Database, workspace: Workspace
) -> None:
    with database.transaction() as session:
        add_contact(session, a_company(session, name="Batirade").id, ContactDraft(name="Ana Lys"))
        a_company(session, name="Thermivar")
    appear(page, qtbot)
    page.chips.choose("check")
    page.chips.chosen.emit("check")
    assert names(page) == ["Batirade"]
    button(page, "Coordonnées justes").click()
    assert names(page) == []
    with database.reading() as session:
        assert session.scalars(select(Contact.checked_on)).all() == [workspace.today()]


def test_a_company_is_merged_with_one_whose_name_does_not_look_alike(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        keep = a_company(session, name="Batirade").id
        gone = a_company(session, name="Société des quais").id
    appear(page, qtbot)
    page.open(company=keep)
    button(page, "Fusionner…").click()
    dialog = opened(page, MergeCompanyDialog)
    dialog.save()
    assert dialog.isVisible(), "nothing is chosen yet"
    dialog.form.set_values({"other": gone})
    dialog.save()
    assert names(page) == ["Batirade"]


def test_two_buyers_are_merged_and_keep_their_contracts(page: CompaniesPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        keep, gone = a_buyer(session, name="Ville de Port-Calme").id, a_buyer(session, name="Commune de Port Calme").id
        a_contract(session, buyer_id=gone)
        a_company(session)
    appear(page, qtbot)
    button(page, "Fusionner des acheteurs…").click()
    dialog = opened(page, MergeBuyersDialog)
    dialog.form.set_values({"kept": keep, "other": gone})
    dialog.save()
    with database.reading() as session:
        assert session.scalars(select(Contract.buyer_id)).all() == [keep]
        assert session.scalars(select(Buyer.name)).all() == ["Ville de Port-Calme"]


def test_a_buyer_is_corrected_and_the_one_it_resembles_is_named(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        key = a_buyer(session, name="Commune de Port-Calm", siret=None).id
        a_buyer(session, name="Commune de Port-Calme")
        a_company(session)
    appear(page, qtbot)
    button(page, "Corriger un acheteur…").click()
    dialog = opened(page, BuyerDialog)
    dialog.save()
    assert "Choisissez un acheteur" in " ".join(dialog.form.problems_shown())
    which = dialog.form.editor("buyer")
    assert isinstance(which, SearchField)
    which.set_value(key)
    which.changed.emit()
    assert dialog.form.values() == {"buyer": key, "name": "Commune de Port-Calm", "siret": "", "contact": ""}
    dialog.form.set_values({"name": "Commune de Port-Calme", "contact": "achats@port-calme.example"})
    dialog.save()
    with database.reading() as session:
        corrected = session.get_one(Buyer, key)
        assert (corrected.name, corrected.contact) == ("Commune de Port-Calme", "achats@port-calme.example")
    assert page.alike.isVisible()
    assert "ressemble à Commune de Port-Calme" in page.alike.text()


def test_the_state_of_a_need_is_changed_from_the_company(page: CompaniesPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        a_need(session, company_id=a_company(session, name="Aaa").id)
    appear(page, qtbot)
    page.table.select_place(0)
    button(page, "État…").click()
    dialog = opened(page, NeedStateDialog)
    dialog.form.set_values({"state": NeedState.FILLED})
    dialog.save()
    with database.reading() as session:
        assert session.scalars(select(Need.state)).all() == [NeedState.FILLED]


def test_an_evaluation_is_typed_from_the_company(page: CompaniesPage, qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        a_company(session)
    appear(page, qtbot)
    button(page, "Évaluer…").click()
    dialog = opened(page, CompanyEvaluationDialog)
    dialog.form.set_values({"welcome": Mark.GOOD, "remark": "Tuteur présent"})
    dialog.save()
    with database.reading() as session:
        kept = session.scalars(select(CompanyEvaluation)).one()
        assert (kept.welcome, kept.remark, kept.tutoring) == (Mark.GOOD, "Tuteur présent", None)


def test_a_sheet_received_is_typed_by_keyboard_in_the_order_of_the_paper(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    with database.transaction() as session:
        a_company(session, name="Batirade")
    appear(page, qtbot)
    button(page, "Saisir une fiche reçue…").click()
    dialog = opened(page, ReceivedSheetDialog)
    assert list(dialog.form.values())[:9] == [
        "name", "siret", "address", "postal_code", "town", "activity", "website", "first_name", "first_phone",
    ]  # fmt: skip
    dialog.form.set_values({"activity": "Gros œuvre", "first_name": "Ana Lys"})
    dialog.save()
    with database.reading() as session:
        assert session.scalars(select(Company.activity)).one() == "Gros œuvre"
        assert session.scalars(select(Contact.name)).one() == "Ana Lys"


def test_the_sheet_of_a_company_is_seen_blank_or_filled_and_saved(
    page: CompaniesPage, qtbot: QtBot, database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with database.transaction() as session:
        a_lot(session, a_company(session, name="Batirade"))
    appear(page, qtbot)
    button(page, "Fiche entreprise…").click()
    QApplication.processEvents()
    (dialog,) = page.window().findChildren(PaperFormDialog)
    assert dialog.preview.pages >= 1
    for name, start in (("fiche.pdf", b"%PDF"), ("fiche.odt", b"PK")):
        target = tmp_path / name
        monkeypatch.setattr(dialogs, "choose_new_file", lambda *_, target=target: target)
        dialog.save_shown()
        assert target.read_bytes().startswith(start)
    dialog.answers.set_value("blank")
    dialog.look()
    dialog.save_shown()
    with zipfile.ZipFile(tmp_path / "fiche.odt") as archive:
        assert "Batirade" not in archive.read("content.xml").decode("utf-8")
    dialog.close()


def test_codes_are_found_by_their_words_and_kept_when_unknown(qtbot: QtBot, look: Look) -> None:
    naf, cpv = NafField(), CpvField()
    for field, typed, kept in ((naf, "9999z", "9999Z"), (cpv, "12345678-9", "12345678-9")):
        qtbot.addWidget(field)
        field.setText(typed)
        assert field.value() == kept
        assert field.problem() == ""
        field.setText("rien de tel")
        assert not field.value()
        assert field.problem()
    code = reference.find_naf("maçonnerie")[0].code
    naf.set_value(code)
    assert naf.value() == code
    assert code in naf.text()


def test_a_structure_is_typed_with_its_agreement_and_trades(
    page: CompaniesPage, qtbot: QtBot, database: Database
) -> None:
    appear(page, qtbot)
    page.new_company()
    dialog = opened(page, CompanyDialog)
    dialog.form.set_values({"name": "Cap Insertion", "kind": CompanyKind.ACI, "agreement": "83-12"})
    dialog.form.set_values({"trades": ("F1703",), "communes_served": ("83062",)})
    dialog.save()
    assert page.view.sheet is not None
    assert (page.view.sheet.agreement, page.view.sheet.communes_served) == ("83-12", ("83062",))


def test_every_form_of_the_page_passes_the_accessibility_checks(
    page: CompaniesPage, qtbot: QtBot, database: Database, workspace: Workspace
) -> None:
    with database.transaction() as session:
        company = a_company(session, name="Batirade").id
        need = a_need(session, company_id=company)
        ids = need.id, need.lot_id
    appear(page, qtbot)
    window = page.window()
    dialogs_shown: list[QDialog] = [
        CompanyDialog(workspace, company, parent=window), ReceivedSheetDialog(workspace, company, window),
        CompanyEvaluationDialog(workspace, company, None, window), MergeBuyersDialog(workspace, window),
        BuyerDialog(workspace, window),
        MergeCompanyDialog(workspace, company, "Batirade", window), NeedStateDialog(workspace, ids[0], window),
        NeedDialog(workspace, ids[1], ids[0], window), ContractDialog(workspace, None, window),
        PaperFormDialog(window, workspace, PaperForm.JOB, "Batirade", ids[0]),
    ]  # fmt: skip
    for dialog in dialogs_shown:
        dialog.show()
        QApplication.processEvents()
        assert check.page_problems(dialog) == {}, dialog.windowTitle()
        dialog.close()


@pytest.mark.parametrize("text_size", [100, 150])
def test_the_buttons_of_a_contact_go_below_rather_than_squeeze_its_details(
    qtbot: QtBot, look: Look, text_size: int
) -> None:
    look.apply(text_size=text_size)
    buttons = [ActionButton(words, small=True) for words in ("Coordonnées justes", "Modifier", "Retirer")]
    shown = line("Anne Taillefer", "Responsable des ressources humaines · insertion@accueil-var.exemple", *buttons)
    qtbot.addWidget(shown)
    wide = sum(button.sizeHint().width() for button in buttons) + scaled(150)
    shown.resize(wide, shown.heightForWidth(wide))
    shown.show()
    words = shown.findChild(WideEnough)
    assert words is not None
    assert words.width() >= scaled(270)
    assert buttons[0].mapTo(shown, QPoint()).y() >= words.geometry().bottom()
