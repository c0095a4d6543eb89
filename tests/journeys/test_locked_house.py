"""An encrypted house, by the keyboard: made, worked in, locked, opened with a phrase or with the paper key."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QCompleter, QDialog, QLabel, QLineEdit, QToolTip, QWidget
from sqlalchemy import select

from facilitator_app.database import driver, key_change, key_slots
from facilitator_app.database.opening import open_house
from facilitator_app.database.phrase_cost import LEAST
from facilitator_app.domain import paper_key
from facilitator_app.domain.beneficiary import Beneficiary
from facilitator_app.domain.words import fold
from facilitator_app.start import Start
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.dialogs import confirm
from facilitator_app.ui.documents.person_documents import PersonDocumentsDialog
from facilitator_app.ui.forms.company_form import CompanyDialog
from facilitator_app.ui.pages.beneficiaries_page import BeneficiariesPage
from facilitator_app.ui.pages.settings_page import SettingsPage
from facilitator_app.ui.personal_data.forms import HoldDialog
from facilitator_app.ui.security.creation_page import CreationPage
from facilitator_app.ui.security.forms import ChangePhraseDialog, PaperKeyDialog
from facilitator_app.ui.security.paper_key_page import PaperKeyPage
from facilitator_app.ui.security.recovery_page import RecoveryPage
from facilitator_app.ui.security.unlock_page import UnlockPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import finding, kept_drafts, office
from facilitator_app.use_cases.gestures import last_to_undo
from facilitator_app.use_cases.personal_data import access_log
from tests import make
from tests.conftest import TODAY
from tests.journeys.conftest import Opened, Said
from tests.journeys.keyboard import CTRL, Key, Keyboard
from tests.ui import accessibility, readable

StartProgram = Callable[..., Opened]
HELENE, PHRASE = "Hélène Arnoux", "drapeau cidre violon marbre ficelle tilleul rideau"
OTHER_PHRASE = "grenier bouchon cerise talus fanfare pelote girafe"
NAMES = ("Ferrandi", "Nadia", "Nordbat", "Construction", "Port-Calme")


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator_app.database.phrase_cost.for_this_machine", lambda: LEAST)


@pytest.fixture
def key(path: Path) -> bytes:
    """Of a house where somebody has already worked."""
    key = key_slots.create(path, HELENE, PHRASE)
    house = open_house(path, HELENE, key)
    with house.transaction() as session:
        person = make.a_beneficiary(session, last_name="Ferrandi", first_name="Nadia")
        company = make.a_company(session, name="Nordbat")
        lot = make.a_lot(session, holder=company)
        make.a_placement(session, beneficiary_id=person.id, lot_id=lot.id, employer_id=company.id)
    house.close()
    return key


def unlock(program: Start, hand: Keyboard, phrase: str = PHRASE) -> None:
    """Type the phrase where the program waits for it."""
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    hand.fill("Votre phrase de passe", phrase)
    hand.press(Key.Key_Return)
    hand.until(lambda: program.workspace is not None or bool(page.form.problems_shown()))
    QApplication.processEvents()


def everything_said() -> str:
    return "\n".join(readable.everything())


def open_workspaces(path: Path) -> int:
    """How many are still held by anybody."""
    gc.collect()
    return sum(isinstance(held, Workspace) and held.database.path == path for held in gc.get_objects())


def test_a_new_house_is_encrypted_with_a_phrase_and_a_checked_paper(
    start_program: StartProgram, path: Path, said: Said, tmp_path: Path
) -> None:
    program, hand = start_program(path, made_in_window=True)
    said.saved_in = tmp_path
    creation = program.window.page()
    assert isinstance(creation, CreationPage)
    hand.type("Hélène Arnoux")
    offered = creation.phrase.value()
    hand.push("Proposer une autre phrase")
    assert creation.phrase.value() != offered
    hand.fill("Votre phrase de passe", "bonjour")
    assert creation.phrase.problem()
    hand.fill("Votre phrase de passe", PHRASE)
    hand.fill("Retapez la phrase", "drapeau cidre")
    hand.press(Key.Key_Return)
    assert "diffèrent" in creation.form.problems_shown()[0]
    hand.fill("Retapez la phrase", PHRASE)
    hand.press(Key.Key_Return)
    sheet = program.window.page()
    assert isinstance(sheet, PaperKeyPage)
    assert not path.exists()
    hand.until(lambda: sheet.preview.pages == 1)
    assert not sheet.go_button.isEnabled()
    hand.push("Enregistrer le PDF")
    assert said.saved[-1].read_bytes().startswith(b"%PDF")
    assert sheet.preview.pages == 0
    groups = paper_key.write(sheet._key)
    hand.type("AAAA")
    hand.press(Key.Key_Return)
    hand.type("AAAA")
    hand.press(Key.Key_Return)
    assert len(sheet.form.problems_shown()) == 2
    for number in sheet.numbers:
        hand.fill(f"Groupe {number}", groups[number - 1].lower())
        hand.press(Key.Key_Return)
    hand.until(lambda: program.workspace is not None)
    assert driver.is_encrypted(path)
    assert key_slots.people(path) == (HELENE,)
    workspace = program.workspace
    assert workspace is not None
    assert workspace.database.author == HELENE
    assert workspace.ask(office.details).facilitator_name == HELENE
    assert program.window.page_key() == "dashboard"


def test_a_house_in_clear_is_made_only_when_its_risk_is_accepted(
    start_program: StartProgram, path: Path, said: Said
) -> None:
    program, hand = start_program(path, made_in_window=True)
    said.agree = False
    hand.fill("Votre nom", HELENE)
    hand.push("Sans chiffrement")
    assert not path.exists()
    assert "lit toutes les fiches" in said.asked[-1]
    said.agree = True
    hand.push("Sans chiffrement")
    hand.until(lambda: program.workspace is not None)
    assert not driver.is_encrypted(path)
    assert program.workspace is not None
    assert program.workspace.ask(office.details).facilitator_name == HELENE


def test_work_lock_wrong_phrase_unlock_comes_back_to_the_page(
    start_program: StartProgram, path: Path, key: bytes
) -> None:
    program, hand = start_program(path)
    assert not [name for name in NAMES if name in everything_said()]
    unlock(program, hand)
    workspace = program.workspace
    assert workspace is not None
    workspace.do(office.set_logo, None)
    program.window.go_to("beneficiaries")
    QApplication.processEvents()
    assert "Ferrandi" in everything_said()
    hand.press(Key.Key_L, CTRL)
    hand.until(lambda: program.workspace is None)
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    assert page.person.value() == HELENE
    assert program.window.windowTitle() == "Arrimage"
    unlock(program, hand, "une autre phrase")
    assert program.workspace is None
    assert "Verr. Maj" in page.form.problems_shown()[0]
    unlock(program, hand)
    assert program.window.page_key() == "beneficiaries"
    assert "Ferrandi" in everything_said()
    workspace = program.workspace
    assert workspace is not None
    assert workspace.database.author == HELENE


def test_locking_leaves_no_name_and_no_workspace(
    start_program: StartProgram, path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without a screen the clipboard belongs to nobody.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    program, hand = start_program(path)
    unlock(program, hand)
    for page in program.window.entries:
        program.window.go_to(page)
        QApplication.processEvents()
    QGuiApplication.clipboard().setText("Nadia Ferrandi")
    hand.press(Key.Key_K, CTRL)
    hand.type("ferrandi")
    hand.press(Key.Key_Escape)
    program.window.go_to("companies")
    assert [name for name in NAMES if name in everything_said()] != []
    assert open_workspaces(path) == 1
    program.lock()
    hand.until(lambda: program.workspace is None)
    assert [name for name in NAMES if name in everything_said()] == []
    assert QGuiApplication.clipboard().text() == ""
    assert open_workspaces(path) == 0
    hand.press(Key.Key_K, CTRL)
    assert QApplication.activeModalWidget() is None
    unlock(program, hand)
    assert program.window.page_key() == "companies"


@pytest.mark.parametrize("way", ["window closed", "house locked"])
def test_a_file_opened_and_words_typed_just_before_are_not_lost(
    start_program: StartProgram, path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("facilitator_app.ui.forms.drafts.PAUSE", 60_000)
    monkeypatch.setattr("facilitator_app.ui.personal_data.looks.QUIET", 60_000)
    program, hand = start_program(path)
    unlock(program, hand)
    assert program.workspace is not None
    person = program.workspace.ask(lambda session: session.scalars(select(Beneficiary.id)).one())
    program.window.go_to("beneficiaries", beneficiary=person)
    hand.until(lambda: bool(program.window.findChildren(PersonSheet)))
    hand.press(Key.Key_N, CTRL)
    hand.type("Morvan")
    assert program.workspace.ask(access_log.looks) == [], "the control: it waits"
    if way == "window closed":
        program.window.close()
        program.close()
    else:
        program.lock()
        hand.until(lambda: program.workspace is None)
    house = open_house(path, HELENE, key)
    with house.reading() as session:
        assert [line.beneficiary_id for line in access_log.looks(session)] == [person]
        draft = kept_drafts.kept(session, HELENE, None, dt.datetime.combine(TODAY, dt.time(23)))
    house.close()
    assert draft is not None
    assert draft.draft.last_name == "Morvan"


def test_settings_not_saved_never_hold_the_lock_back_and_are_found_again(
    start_program: StartProgram, path: Path, key: bytes
) -> None:
    program, hand = start_program(path)
    unlock(program, hand)
    program.window.go_to("settings")
    hand.fill("Nom de l’organisme, obligatoire", "Maison de la Rade")
    hand.press(Key.Key_L, CTRL)
    hand.until(lambda: program.workspace is None)
    assert "Rade" not in everything_said()
    unlock(program, hand)
    page = program.window.page()
    assert isinstance(page, SettingsPage)
    assert page.form.typed()["name"] == "Maison de la Rade"
    hand.push("Revenir aux réglages enregistrés")
    assert not page.is_changed()


def test_a_form_left_open_is_found_again_and_was_only_kept_in_the_encrypted_file(
    start_program: StartProgram, path: Path, key: bytes
) -> None:
    program, hand = start_program(path)
    unlock(program, hand)
    program.window.go_to("companies")
    hand.press(Key.Key_N, CTRL)
    hand.fill("Nom, obligatoire", "Charpentes Vauquelin")
    program.lock()
    hand.until(lambda: program.workspace is None)
    assert "Vauquelin" not in everything_said()
    assert open_workspaces(path) == 0
    held = [file for file in path.parent.rglob("*") if file.is_file()]
    assert path in held
    assert [file.name for file in held if b"Vauquelin" in file.read_bytes()] == []
    unlock(program, hand)
    hand.press(Key.Key_N, CTRL)
    form = QApplication.activeModalWidget()
    assert isinstance(form, CompanyDialog)
    assert form.form.typed()["name"] == "Charpentes Vauquelin"
    assert "Vous aviez tapé ceci avant la fermeture" in everything_said()
    hand.push("Oublier cette saisie")
    assert form.form.typed()["name"] == ""
    hand.press(Key.Key_Escape)


def test_a_dialog_that_waits_is_closed_by_the_lock(start_program: StartProgram, path: Path, key: bytes) -> None:
    program, hand = start_program(path)
    unlock(program, hand)
    answers = []
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, program.lock))
    answers.append(confirm(program.window, "Effacer la fiche de Nadia Ferrandi\u00a0?", "", "Effacer"))
    hand.until(lambda: program.workspace is None)
    assert answers == [False]
    assert "Ferrandi" not in everything_said()


def test_the_lock_comes_by_itself(
    start_program: StartProgram, path: Path, key: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, hand = start_program(path)
    unlock(program, hand)
    watch = program._auto_lock
    assert watch is not None
    now = watch._last[0]
    monkeypatch.setattr("facilitator_app.ui.security.auto_lock.time.monotonic", lambda: now + 9 * 60 + 1)
    watch.look()
    assert "dans une minute" in program.window.status.said()
    assert program.workspace is not None
    monkeypatch.setattr("facilitator_app.ui.security.auto_lock.time.monotonic", lambda: now + 10 * 60 + 1)
    watch.look()
    hand.until(lambda: program.workspace is None)


def test_the_paper_key_opens_and_gives_a_new_phrase(start_program: StartProgram, path: Path, key: bytes) -> None:
    program, hand = start_program(path)
    hand.push("Utiliser la clé de secours")
    page = program.window.page()
    assert isinstance(page, RecoveryPage)
    for group in paper_key.write(bytes(32)):
        hand.type(group.lower())
    hand.press(Key.Key_Return)
    assert "n’ouvre pas cette base" in page.groups.problem()
    page.groups.clear()
    page.begin()
    for group in paper_key.write(key):
        hand.type(group.lower())
    hand.press(Key.Key_Return)
    hand.fill("Votre nom", HELENE)
    hand.fill("Votre nouvelle phrase de passe", OTHER_PHRASE)
    hand.fill("Retapez la phrase", OTHER_PHRASE)
    hand.press(Key.Key_Return)
    hand.until(lambda: program.workspace is not None)
    assert key_slots.unlock(path, HELENE, OTHER_PHRASE) == key
    workspace = program.workspace
    assert workspace is not None
    assert workspace.ask(last_to_undo) is not None


def test_lost_slots_come_back_from_a_backup(start_program: StartProgram, path: Path, key: bytes) -> None:
    house = open_house(path, HELENE, key)
    Workspace(house).back_up()
    house.close()
    path.with_name(f"{path.name}.cle").unlink()
    program, hand = start_program(path)
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    assert "n’est plus dans son dossier" in page.banner.text()
    hand.push("Reprendre les serrures d’une sauvegarde")
    unlock(program, hand)
    assert program.workspace is not None


def test_a_house_damaged_at_its_beginning_comes_back_from_its_copy(
    start_program: StartProgram, path: Path, key: bytes, said: Said
) -> None:
    house = open_house(path, HELENE, key)
    Workspace(house).back_up()
    house.close()
    with path.open("r+b") as file:
        file.write(bytes(range(200)))
    program, hand = start_program(path)
    unlock(program, hand)
    assert "abîmée" in said.asked[-1]
    workspace = program.workspace
    assert workspace is not None
    assert workspace.database.key == key
    program.window.go_to("beneficiaries")
    assert "Ferrandi" in everything_said()


def test_slots_lost_without_a_backup_leave_the_paper(start_program: StartProgram, path: Path, key: bytes) -> None:
    path.with_name(f"{path.name}.cle").write_text("{}", "utf-8")
    program, hand = start_program(path)
    page = program.window.page()
    assert isinstance(page, UnlockPage)
    assert "abîmé" in page.banner.text()
    assert page.take_back_button.isHidden()
    hand.push("Utiliser la clé de secours")
    for group in paper_key.write(key):
        hand.type(group)
    hand.press(Key.Key_Return)
    hand.fill("Votre nom", HELENE)
    hand.fill("Votre nouvelle phrase de passe", OTHER_PHRASE)
    hand.fill("Retapez la phrase", OTHER_PHRASE)
    hand.press(Key.Key_Return)
    hand.until(lambda: program.workspace is not None)
    assert key_slots.unlock(path, HELENE, OTHER_PHRASE) == key


def test_the_phrase_is_changed_at_once(start_program: StartProgram, path: Path, key: bytes) -> None:
    program, hand = start_program(path)
    unlock(program, hand)
    program.window.go_to("security")
    hand.push("Changer ma phrase")
    hand.fill("Phrase actuelle", "pas la bonne")
    hand.fill("Nouvelle phrase", OTHER_PHRASE)
    hand.fill("Retapez la nouvelle phrase", OTHER_PHRASE)
    hand.press(Key.Key_Return, CTRL)
    [dialog] = program.window.findChildren(ChangePhraseDialog)
    assert "n’est pas la bonne" in dialog.form.problems_shown()[0]
    hand.fill("Phrase actuelle", PHRASE)
    hand.save()
    assert program.window.status.said() == "Phrase changée"
    hand.press(Key.Key_L, CTRL)
    hand.until(lambda: program.workspace is None)
    unlock(program, hand)
    assert program.workspace is None
    unlock(program, hand, OTHER_PHRASE)
    assert program.window.page_key() == "security"


def test_a_leaver_is_taken_out_and_the_key_renewed(
    start_program: StartProgram, path: Path, key: bytes, said: Said, tmp_path: Path
) -> None:
    said.saved_in = tmp_path
    program, hand = start_program(path)
    unlock(program, hand)
    program.window.go_to("security")
    hand.push("Ajouter une personne")
    hand.fill("Nom", "Sami Benali")
    hand.fill("Phrase de passe", OTHER_PHRASE)
    hand.fill("Retapez la phrase", OTHER_PHRASE)
    hand.save()
    assert key_slots.unlock(path, "Sami Benali", OTHER_PHRASE) == key
    hand.push("Retirer Sami Benali")
    assert "a pu garder une copie" in said.asked[-1]
    assert key_slots.people(path) == (HELENE,)
    hand.fill("Votre phrase de passe", PHRASE)
    hand.press(Key.Key_Return, CTRL)
    check_paper(program, hand)
    hand.until(lambda: program.workspace is not None)
    assert program.window.page_key() == "security"
    workspace = program.workspace
    assert workspace is not None
    assert workspace.database.key not in (None, key)
    assert "Clé renouvelée" in program.window.status.said()


def check_paper(program: Start, hand: Keyboard) -> None:
    """Save the sheet, then type the two groups that are asked for."""
    hand.until(lambda: isinstance(program.window.page(), PaperKeyPage))
    sheet = program.window.page()
    assert isinstance(sheet, PaperKeyPage)
    hand.until(lambda: sheet.preview.pages == 1)
    hand.push("Enregistrer le PDF")
    groups = paper_key.write(sheet._key)
    for number in sheet.numbers:
        hand.fill(f"Groupe {number}", groups[number - 1])
        hand.press(Key.Key_Return)


def test_a_house_in_clear_is_encrypted_then_put_back_in_clear(
    start_program: StartProgram, path: Path, said: Said, tmp_path: Path
) -> None:
    said.saved_in = tmp_path
    program, hand = start_program(path)
    program.window.go_to("settings")
    hand.fill("Nom de l’organisme, obligatoire", "Maison de la Rade")
    program.window.go_to("security")
    hand.push("Chiffrer la base")
    hand.fill("Nom", HELENE)
    hand.fill("Phrase de passe", PHRASE)
    hand.fill("Retapez la phrase", PHRASE)
    hand.press(Key.Key_Return, CTRL)
    check_paper(program, hand)
    hand.until(lambda: program.workspace is not None)
    assert driver.is_encrypted(path)
    assert "Base chiffrée" in program.window.status.said()
    assert name_typed(program) == "Maison de la Rade", "it was typed under the name of the house in clear"
    program.window.go_to("security")
    hand.push("Ne plus chiffrer")
    hand.fill("Votre phrase de passe", PHRASE)
    hand.press(Key.Key_Return, CTRL)
    hand.until(lambda: program.workspace is not None and program.workspace.database.key is None)
    assert not driver.is_encrypted(path)
    assert name_typed(program) == "Maison de la Rade"
    hand.push("Revenir aux réglages enregistrés")


def test_another_house_opens_without_a_question_and_the_settings_typed_wait_in_the_first(
    start_program: StartProgram, path: Path, said: Said, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: asking would only be in the way."""
    started: list[Path] = []
    monkeypatch.setattr("facilitator_app.ui.another_house.start_on", started.append)
    monkeypatch.setattr("facilitator_app.ui.dialogs.ask_to_keep", lambda *_: pytest.fail("asked"))
    program, hand = start_program(path)
    program.window.go_to("settings")
    hand.fill("Nom de l’organisme, obligatoire", "Maison de la Rade")
    said.file = tmp_path / "autre.db"
    program._house._open_another()
    assert (started, said.asked, program.window.isVisible()) == ([said.file], [], False)
    program, hand = start_program(path)
    assert name_typed(program) == "Maison de la Rade"
    hand.push("Revenir aux réglages enregistrés")


def name_typed(program: Start) -> object:
    page = program.window.go_to("settings")
    assert isinstance(page, SettingsPage)
    return page.form.typed()["name"]


def test_the_sheet_is_printed_again_for_who_gives_her_phrase(
    start_program: StartProgram, path: Path, key: bytes, said: Said, tmp_path: Path
) -> None:
    said.saved_in = tmp_path
    program, hand = start_program(path)
    unlock(program, hand)
    program.window.go_to("security")
    hand.push("Imprimer la clé de secours")
    hand.fill("Votre phrase de passe", PHRASE)
    hand.press(Key.Key_Return, CTRL)
    [dialog] = program.window.findChildren(PaperKeyDialog)
    hand.until(lambda: dialog.page.preview.pages == 1)
    hand.push("Enregistrer le PDF")
    assert said.saved[-1].read_bytes().startswith(b"%PDF")
    hand.push("Fermer")
    hand.until(lambda: QApplication.activeModalWidget() is None)


def test_the_pages_before_the_house_are_accessible(
    start_program: StartProgram, tmp_path: Path, path: Path, key: bytes
) -> None:
    program, hand = start_program(tmp_path / "neuve.db", made_in_window=True)
    window = program.window
    menus = [action.text() for action in window.menuBar().actions()]
    assert accessibility.page_problems(window, menus) == {}
    entrance = program.entrance
    assert entrance is not None
    entrance._show_paper_key(HELENE, PHRASE)
    sheet = window.page()
    assert isinstance(sheet, PaperKeyPage)
    hand.until(lambda: sheet.preview.pages == 1)
    assert accessibility.page_problems(window, menus) == {}
    program, hand = start_program(path)
    window = program.window
    assert accessibility.page_problems(window, menus) == {}
    hand.push("Utiliser la clé de secours")
    assert accessibility.page_problems(window, menus) == {}
    hand.push("Revenir à la phrase")
    unlock(program, hand)
    window.go_to("security")
    QApplication.processEvents()
    assert accessibility.page_problems(window, menus) == {}


def somebody_named(workspace: Workspace) -> set[str]:
    """First and last names of everybody followed, as a text would hold them, whichever comes first."""
    people = workspace.ask(lambda session: session.execute(select(Beneficiary.last_name, Beneficiary.first_name)).all())
    return {fold(name) for last, first in people for name in (f"{last} {first}", f"{first} {last}")}


def names_left(known: set[str]) -> list[str]:
    texts = " | ".join(map(fold, set(readable.everything())))  # looked through at once: there are many
    return sorted(name for name in known if name in texts)


@pytest.fixture
def full_house(demonstration: Path, path: Path) -> Path:
    """The demonstration house, encrypted."""
    key = key_slots.new_key()
    for _ in key_change.encrypted(demonstration, key, HELENE, PHRASE, copies=False):
        pass
    return demonstration


def test_locking_a_full_house_closes_all_that_is_above_it_and_comes_back_to_the_page(
    start_program: StartProgram, full_house: Path
) -> None:
    program, hand = start_program(full_house)
    unlock(program, hand)
    workspace, window = program.workspace, program.window
    assert workspace is not None
    known = somebody_named(workspace)
    person = workspace.ask(finding.people, "a", TODAY)[0]
    page = window.go_to("beneficiaries", beneficiary=person.id)
    hand.until(page.settled)  # type: ignore[attr-defined]  # of the pages that work behind
    above: list[tuple[str, Callable[[], object]]] = [
        ("a form", lambda: HoldDialog(window, opened(program), person.id, person.name).open()),
        ("documents", lambda: PersonDocumentsDialog(window, opened(program), person.id, person.name).open()),
        ("the palette", lambda: window.open_palette()._text.setText("@a")),
        ("a menu", lambda: window.menus.edit.popup(QPoint(0, 0))),
        ("a tooltip", lambda: QToolTip.showText(QPoint(0, 0), person.name, window)),
        ("a window of its own", lambda: shown_apart(window, person.name)),
        ("two dialogs", lambda: two_dialogs(window, person.name)),
        ("a list that completes", lambda: completing(window.page(), person.name)),
    ]
    for what, show in above:
        show()
        QApplication.processEvents()
        assert names_left(known), what
        program.lock()
        hand.until(lambda: program.workspace is None)
        assert names_left(known) == [], what
        assert [other for other in QApplication.topLevelWidgets() if other.isVisible()] == [window], what
        assert window.windowTitle() == "Arrimage"
        unlock(program, hand)
        assert window.page_key() == "beneficiaries", what
        back = window.page()
        assert isinstance(back, BeneficiariesPage)
        assert back.person() == person.id, what


def opened(program: Start) -> Workspace:
    assert program.workspace is not None
    return program.workspace


def shown_apart(window: QWidget, text: str) -> None:
    apart = QWidget(window, Qt.WindowType.Window)
    QLabel(text, apart)
    apart.show()


def two_dialogs(window: QWidget, text: str) -> None:
    for _ in range(2):
        dialog = QDialog(window)
        QLabel(text, dialog)
        dialog.open()


def completing(page: QWidget | None, text: str) -> None:
    field = QLineEdit(page)
    field.setCompleter(QCompleter([text], field))
    field.show()
    field.setFocus()
    completer = field.completer()
    assert completer is not None
    completer.setCompletionPrefix(text[:2])
    completer.complete()
