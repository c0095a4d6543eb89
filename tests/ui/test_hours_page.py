"""The page of hours, by keyboard."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.placement import EmploymentContract
from facilitator_app.domain.values import Hours, Month, hours
from facilitator_app.ui import dialogs
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.hours.model import Place
from facilitator_app.ui.look import Look, Theme
from facilitator_app.ui.pages.hours_page import HoursPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import hours as monthly
from tests import make
from tests.ui import accessibility
from tests.ui.site_of_twelve import OCTOBER, TODAY, WORKERS, Site, twelve_at_work

FIGURES = ["119,5", "151,67", "126", "150", "98", "84", "0", "140", "98", "0", "112", "151.5"]


class Desk:
    """The page in a window, and whoever types in it, counting keys."""

    def __init__(self, qtbot: QtBot, database: Database, look: Look) -> None:
        self.workspace = Workspace(database, lambda: TODAY)
        self.page = HoursPage(self.workspace)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        undo = QAction("Annuler", self.window)
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        undo.triggered.connect(self.workspace.undo_last)
        self.window.addAction(undo)
        self.look = look
        self.keys = 0
        self._qtbot = qtbot
        self.window.resize(1366, 740)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        chord = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            chord |= modifier
        self._qtbot.keyClick(self._focused(), key, chord)
        QApplication.processEvents()
        self.keys += 1

    def type(self, text: str) -> None:
        for sign in text:
            self._qtbot.keyClicks(self._focused(), sign)
            self.keys += 1

    def enter(self, text: str) -> None:
        self.type(text)
        self.press(Qt.Key.Key_Return)

    def until(self, happened: Callable[[], bool]) -> None:
        """Buttons reached by a key show themselves pressed for a moment before they act."""
        self._qtbot.waitUntil(happened, timeout=5000)

    def declared(self) -> list[Hours | None]:
        assert self.page.grid
        return [row.declared for row in self.page.grid.rows]

    def row(self) -> int:
        return self.page.view.currentIndex().row()

    def banner(self) -> str:
        return self.page.banner.text() if self.page.banner.isVisible() else ""

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.page


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


@pytest.fixture(scope="module")
def sites(empty_house: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Site]]:
    """The two houses of these tests, by the fixture that asks for them, made once and copied."""
    made = {}
    for name in ("begun", "blank"):
        path = tmp_path_factory.mktemp(name) / "maison.db"
        shutil.copyfile(empty_house, path)
        house = open_house(path, author="Hélène Arnoux")
        made[name] = path, twelve_at_work(house, october=name == "begun")
        house.close()
    return made


@pytest.fixture
def database(
    request: pytest.FixtureRequest, path: Path, empty_house: Path, sites: dict[str, tuple[Path, Site]]
) -> Iterator[Database]:
    wanted = [file for name, (file, _) in sites.items() if name in request.fixturenames]
    shutil.copyfile(wanted[0] if wanted else empty_house, path)
    database = open_house(path, author="Hélène Arnoux")
    yield database
    database.close()


@pytest.fixture
def desk(qtbot: QtBot, database: Database, look: Look) -> Iterator[Desk]:
    desk = Desk(qtbot, database, look)
    yield desk
    desk.window.close()
    desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def begun(desk: Desk, sites: dict[str, tuple[Path, Site]]) -> Site:
    """October as on the drawing: seven people typed out of twelve."""
    desk.page.open()
    return sites["begun"][1]


@pytest.fixture
def blank(desk: Desk, sites: dict[str, tuple[Path, Site]]) -> Site:
    """October not begun."""
    desk.page.open()
    return sites["blank"][1]


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every confirmation asked; the answer is yes."""
    asked: list[str] = []

    def confirm(parent: QWidget | None, question: str, effect: str, act: str, refrain: str = "") -> bool:
        asked.append(f"{question} {effect} [{act}] [{refrain}]")
        return True

    monkeypatch.setattr(dialogs, "confirm", confirm)
    return asked


def test_twelve_people_are_typed_and_validated_in_fifty_keys(
    desk: Desk, blank: Site, questions: list[str], database: Database
) -> None:
    assert desk.row() == 0
    for figure in FIGURES:
        desk.enter(figure)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: len(questions) == 1)
    # Ctrl+H brought here, and Enter answers the question: two more keys.
    assert desk.keys + 2 <= 52
    total = "1\u202f230,67\u00a0h"
    assert questions == [
        f"Valider octobre pour le lot 1 Gros œuvre\u00a0? 12 salariés, {total}. Le mois pourra être rouvert avec un "
        "motif. [Valider octobre] [Revenir à la saisie]"
    ]
    with database.reading() as session:
        shown = monthly.grid(session, blank.lot, OCTOBER, TODAY)
    assert shown.is_validated
    assert shown.validated_by == "Hélène Arnoux"
    assert [row.declared for row in shown.rows] == [hours(text.replace(",", ".")) for text in FIGURES]


def test_each_figure_is_kept_as_soon_as_its_cell_is_left(desk: Desk, blank: Site, database: Database) -> None:
    said: list[str] = []
    desk.page.said.connect(said.append)
    desk.enter("151h40")
    with database.reading() as session:
        assert monthly.grid(session, blank.lot, OCTOBER, TODAY).rows[0].declared == hours("151.67")
    assert said[-1].startswith("Brouillon enregistré à ")
    assert desk.row() == 1
    assert desk.page.grid
    assert desk.page.grid.totals.declared == hours("151.67")


def test_the_oldest_month_opens_at_its_first_empty_cell(desk: Desk, begun: Site) -> None:
    assert desk.page.grid
    assert desk.page.grid.month == OCTOBER
    assert WORKERS[desk.row()][0] == "Imbert"
    assert desk.page.view.hasFocus()


def test_what_is_no_amount_is_said_with_an_example_and_changes_nothing(
    desk: Desk, begun: Site, announcements: list[str]
) -> None:
    desk.page.view.go_to_row(1)
    desk.enter("beaucoup")
    assert desk.declared()[1] == hours("151.67")
    assert desk.banner() == "«\u00a0beaucoup\u00a0» n’est pas un nombre d’heures. Exemples\u00a0: 151,67 ou 151h40."
    assert any("Exemples" in said for said in announcements)
    assert desk.row() == 1
    desk.enter("12")
    assert desk.banner() == ""
    assert desk.declared()[1] == hours(12)


def test_too_many_hours_are_refused_in_words(desk: Desk, begun: Site) -> None:
    desk.enter("221")
    assert "entre 0 et 220" in desk.banner()
    assert desk.declared()[6] is None


def test_enter_and_shift_enter_walk_the_column(desk: Desk, begun: Site) -> None:
    desk.press(Qt.Key.Key_Return)
    assert desk.row() == 7
    desk.press(Qt.Key.Key_Return, SHIFT)
    desk.press(Qt.Key.Key_Return, SHIFT)
    assert desk.row() == 5
    desk.page.view.go_to_row(11)
    desk.press(Qt.Key.Key_Return)
    assert desk.row() == 11


@pytest.mark.parametrize("editing", [False, True])
def test_tab_leaves_the_grid_and_keeps_what_was_typed(desk: Desk, begun: Site, editing: bool) -> None:
    if editing:
        desk.type("77")
    desk.press(Qt.Key.Key_Tab)
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is not desk.page.view
    assert not desk.page.view.isAncestorOf(focused)
    assert desk.declared()[6] == (hours(77) if editing else None)


def test_delete_empties_and_ctrl_d_takes_the_figure_above(desk: Desk, begun: Site) -> None:
    desk.press(Qt.Key.Key_D, CTRL)
    assert desk.declared()[6] == hours(84)
    assert desk.row() == 7
    desk.press(Qt.Key.Key_Delete)
    assert desk.declared()[7] is None


def test_f2_edits_the_figure_that_is_there(desk: Desk, begun: Site) -> None:
    desk.page.view.go_to_row(0)
    desk.press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "119,5"
    assert editor.accessibleName().startswith("Belkacem Yanis, octobre 2026, à saisir")
    desk.press(Qt.Key.Key_Escape)
    assert desk.declared()[0] == hours("119.5")


def test_figures_typed_in_another_column_go_where_they_belong(desk: Desk, begun: Site) -> None:
    desk.page.view.setCurrentIndex(desk.page.sheet.model.index(6, Place.PERSON))
    desk.enter("50")
    assert desk.declared()[6] == hours(50)


def test_a_paste_that_keeps_nothing_is_counted_and_quoted_in_french(desk: Desk, blank: Site) -> None:
    desk.page.acts.paste("beau\0coup\n" * 4, 0)
    assert desk.banner().startswith("Aucune heure collée. Ligne 1\u00a0: «\u00a0beaucoup\u00a0» n’est pas")
    assert desk.banner().endswith("Et 1 autre ligne.")


def test_a_column_is_pasted_and_undone_at_once(desk: Desk, blank: Site) -> None:
    QGuiApplication.clipboard().setText("\n".join(FIGURES) + "\n")
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.declared()[-1] == hours("151.5")
    assert None not in desk.declared()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.declared() == [None] * 12


def test_pasting_with_names_finds_everyone_and_says_who_is_unknown(desk: Desk, blank: Site) -> None:
    QGuiApplication.clipboard().setText("Salarié\tOctobre\nNadia FERRANDI\t162\nMartel Lucie\t12\nTraore Lamine\t90")
    desk.press(Qt.Key.Key_V, CTRL)
    assert (desk.declared()[3], desk.declared()[11]) == (hours(162), hours(90))
    assert "Ligne 3\u00a0: «\u00a0Martel Lucie\u00a0» n’est pas sur ce lot ce mois-ci." in desk.banner()


def test_an_empty_clipboard_says_what_to_do(desk: Desk, blank: Site) -> None:
    QGuiApplication.clipboard().clear()
    desk.press(Qt.Key.Key_V, CTRL)
    assert desk.banner().startswith("Rien à coller")


def test_undoing_one_figure_gives_back_the_one_before(desk: Desk, begun: Site) -> None:
    desk.page.view.go_to_row(0)
    desk.enter("12")
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.declared()[0] == hours("119.5")


def test_last_month_is_copied_by_its_access_key(desk: Desk, begun: Site) -> None:
    desk.press(Qt.Key.Key_R, ALT)
    desk.until(lambda: desk.declared()[6] == hours(84))
    assert desk.declared()[3] == hours(162)
    assert desk.page.view.hasFocus()
    desk.press(Qt.Key.Key_Z, CTRL)
    assert desk.declared()[6] is None


def test_zero_goes_to_the_empty_cells(desk: Desk, begun: Site) -> None:
    desk.press(Qt.Key.Key_V, ALT)
    desk.until(lambda: desk.declared()[6] == hours(0))


def test_f8_walks_what_is_to_check_and_says_it(desk: Desk, begun: Site, announcements: list[str]) -> None:
    desk.page.view.go_to_row(0)
    for row, words in ((3, "Au-dessus d’un temps plein"), (9, "Éligibilité terminée"), (3, "Au-dessus")):
        desk.press(Qt.Key.Key_F8)
        assert desk.row() == row
        assert words in announcements[-1]
    desk.press(Qt.Key.Key_F8, SHIFT)
    assert desk.row() == 9


def test_a_warning_is_confirmed_beside_the_grid(desk: Desk, begun: Site) -> None:
    card = desk.page.side.checks
    card.confirmed.emit(begun.placements[3])
    assert desk.page.grid
    assert "Ferrandi" not in " ".join(check.title for check in desk.page.grid.checks)


def test_correcting_opens_the_cell(desk: Desk, begun: Site) -> None:
    desk.page.side.checks.corrected.emit(begun.placements[3])
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert desk.row() == 3


def test_validation_says_everything_that_is_missing_and_goes_there(
    desk: Desk, begun: Site, questions: list[str]
) -> None:
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: bool(desk.banner()))
    assert questions == []
    assert "5 cases sont vides\u00a0: Julie Imbert, Dylan Pastorelli, Kevin Roubaud et 2 autres" in desk.banner()
    assert "Nadia Ferrandi\u00a0: 162\u00a0h, à confirmer ou à corriger" in desk.banner()
    assert desk.row() == 3


def test_what_is_being_typed_is_kept_before_validating(desk: Desk, blank: Site, questions: list[str]) -> None:
    for figure in FIGURES[:-1]:
        desk.enter(figure)
    desk.type("33")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: len(questions) == 1)
    assert desk.declared()[-1] == hours(33)


def test_a_figure_refused_before_keeps_no_month_from_being_validated(
    desk: Desk, blank: Site, questions: list[str]
) -> None:
    for figure in FIGURES:
        desk.enter(figure)
    desk.enter("beaucoup")
    assert desk.banner()
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: len(questions) == 1)
    assert desk.page.grid
    assert desk.page.grid.is_validated


def test_a_figure_refused_while_validating_is_said_first(desk: Desk, blank: Site, questions: list[str]) -> None:
    for figure in FIGURES:
        desk.enter(figure)
    desk.type("beaucoup")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: bool(desk.banner()))
    assert questions == []
    assert desk.page.grid
    assert not desk.page.grid.is_validated


def test_a_validated_month_is_reopened_or_corrected_with_a_reason(
    desk: Desk, blank: Site, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled: list[dict[str, object]] = [{"declared": hours(90), "reason": "Paie rectifiée"}, {"reason": "Oubli"}]

    def fill(dialog: FormDialog) -> int:
        dialog.form.set_values(filled.pop(0))
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(FormDialog, "exec", fill)
    for figure in FIGURES:
        desk.enter(figure)
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: bool(desk.page.grid and desk.page.grid.is_validated))
    desk.page.view.go_to_row(0)
    desk.press(Qt.Key.Key_F2)
    assert desk.declared()[0] == hours(90)
    assert desk.page.grid
    assert desk.page.grid.is_validated
    desk.press(Qt.Key.Key_R, ALT)
    desk.until(lambda: bool(desk.page.grid and not desk.page.grid.is_validated))
    assert "Oubli" in desk.page.grid.reopened_reason


def test_lots_and_months_are_gone_through_by_keyboard(desk: Desk, begun: Site, database: Database) -> None:
    other = twelve_at_work(database, october=False)
    desk.page.open(lot=begun.lot, month=OCTOBER)
    desk.press(Qt.Key.Key_PageDown, CTRL)
    desk.until(lambda: bool(desk.page.grid and desk.page.grid.lot_id == other.lot))
    desk.press(Qt.Key.Key_PageUp, CTRL)
    desk.until(lambda: bool(desk.page.grid and desk.page.grid.lot_id == begun.lot))
    assert desk.page.grid
    assert desk.page.grid.month == OCTOBER
    desk.page.chooser.month_arrows[0].click()
    assert desk.page.grid.month == Month(2026, 9)


def test_a_given_month_opens_even_written(desk: Desk, begun: Site) -> None:
    desk.page.open(lot=begun.lot, month="2026-08")
    assert desk.page.grid
    assert desk.page.grid.month == Month(2026, 8)


def test_proofs_and_notes_are_kept(desk: Desk, begun: Site) -> None:
    desk.page.view.setCurrentIndex(desk.page.sheet.model.index(6, Place.PROOF))
    desk.press(Qt.Key.Key_Space)
    assert desk.page.grid
    assert desk.page.grid.rows[6].proof_seen
    desk.page.sheet.note.setFocus()
    desk.page.sheet.note.setText("Neige le 3")
    desk.press(Qt.Key.Key_Tab)
    assert desk.page.grid.note == "Neige le 3"


def test_a_house_without_anyone_at_work_says_how_to_begin(desk: Desk) -> None:
    asked: list[str] = []
    desk.page.go_to.connect(lambda key, _target: asked.append(key))
    desk.page.open()
    assert desk.page.grid is None
    assert not desk.page.header.validate.isEnabled()
    desk.page._go_to_contracts()
    assert asked == ["contracts"]


def test_a_month_without_anyone_says_so(desk: Desk, begun: Site) -> None:
    desk.page.open(lot=begun.lot, month=Month(2026, 5))
    assert desk.declared() == []
    assert not desk.page.view.isVisible()


def test_what_changes_elsewhere_is_shown_when_the_page_is_seen_again(desk: Desk, begun: Site) -> None:
    desk.page.hide()
    desk.workspace.do(monthly.record, begun.lot, OCTOBER, {begun.placements[6]: hours(21)})
    assert desk.declared()[6] is None
    desk.page.show()
    assert desk.declared()[6] == hours(21)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_page_passes_the_accessibility_checks(desk: Desk, begun: Site, theme: Theme) -> None:
    desk.look.apply(theme)
    QApplication.processEvents()
    menus = ["&Fichier", "&Édition", "&Affichage", "A&ller à", "Aid&e"]
    assert accessibility.page_problems(desk.page, menus) == {}
    assert accessibility.told_by_colour_alone(desk.page) == []


def test_a_word_of_health_in_a_note_is_pointed_out_as_it_is_typed(desk: Desk, begun: Site) -> None:
    sheet, note = desk.page.sheet, desk.page.sheet.model.index(0, Place.NOTE)
    sheet.note.setFocus()
    sheet.note.selectAll()
    desk.type("maladie")
    assert "«\u00a0maladie\u00a0» (santé)" in sheet.careful.text()
    assert sheet.careful.isVisible()
    sheet.note.selectAll()
    desk.type("neige")
    assert not sheet.careful.isVisible()
    desk.page.view.setFocus()
    desk.page.view.setCurrentIndex(note)
    desk.page.view.edit(note)
    desk.type("prison")
    assert "«\u00a0prison\u00a0» (justice)" in sheet.careful.text()
    desk.press(Qt.Key.Key_Return)
    assert sheet.careful.isVisible(), "it can still be read once the note is kept"
    assert note.data() == "prison"
    desk.page.open(begun.lot, "2026-09")
    assert not sheet.careful.isVisible(), "it was about another month"


@pytest.mark.parametrize("place", ["cell", "note"])
def test_what_is_being_typed_is_kept_before_the_house_is_closed(
    desk: Desk, blank: Site, database: Database, place: str
) -> None:
    if place == "cell":
        desk.page.view.go_to_row(0)
        desk.page.view.edit(desk.page.view.currentIndex())
        desk.type("151,67")
    else:
        desk.page.sheet.note.setFocus()
        desk.type("Neige")
    kept: list[tuple[object, str]] = []

    def look() -> None:
        with database.reading() as session:
            grid = monthly.grid(session, blank.lot, OCTOBER, TODAY)
        kept.append((grid.rows[0].declared, grid.note))

    desk.workspace.closing.connect(look)  # after all those that wrote
    desk.workspace.close()
    assert kept == [(hours("151.67"), "") if place == "cell" else (None, "Neige")]


@pytest.fixture
def twice_as_large(look: Look) -> None:
    look.apply(text_size=200)


def test_nothing_is_cut_at_twice_the_text_size(twice_as_large: None, desk: Desk, begun: Site) -> None:
    for _ in range(3):
        QApplication.processEvents()
    assert accessibility.clipped(desk.page) == []


def test_rows_are_compact_in_a_low_window(desk: Desk, begun: Site) -> None:
    low = desk.page.view.rowHeight(0)
    desk.window.resize(1366, 900)
    QApplication.processEvents()
    desk.page.view.fit()
    assert desk.page.view.rowHeight(0) > low


def test_someone_is_added_from_the_page(
    desk: Desk, begun: Site, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        person = make.a_beneficiary(session, last_name="Zidi", first_name="Lina").id
        employer = make.a_company(session, name="Tremplin").id
    said: list[list[str]] = []

    def fill(dialog: FormDialog) -> int:
        typed = {"beneficiary_id": person, "employer_id": employer, "contract_type": EmploymentContract.FIXED_TERM}
        dialog.form.set_values(typed | {"starts_on": dt.date(2026, 10, 5)})
        dialog.save()
        said.append(dialog.form.problems_shown())
        dialog.form.set_values({"confirmed_reason": "Pièce attendue"})
        dialog.save()
        return dialog.result()

    monkeypatch.setattr(FormDialog, "exec", fill)
    desk.page.sheet.add.click()
    assert "Pour continuer sans elle, écrivez le motif." in said[0][0]
    assert desk.page.grid
    assert desk.page.grid.rows[-1].person == "Zidi Lina"
    assert not desk.page.grid.rows[-1].eligible


def test_names_hidden_are_initials_wherever_the_grid_says_them(desk: Desk, begun: Site, qtbot: QtBot) -> None:
    model = desk.page.sheet.model
    name = model.rows[0].person
    desk.page.view.go_to_row(0)
    with qtbot.waitSignal(desk.page.placed) as placed:
        desk.page._workspace.names.hide(True)
    said = [
        str(model.index(0, place).data(role))
        for place in Place
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    ]
    assert [text for text in (*said, *placed.args) if name in text] == []
    assert model.index(0, Place.PERSON).data() == " ".join(f"{word[0]}." for word in name.split())
    desk.page._workspace.names.hide(False)
    assert model.index(0, Place.PERSON).data() == name


def test_hours_that_no_longer_hold_their_detail_are_refused_and_f4_leads_to_it(
    desk: Desk, begun: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def give_up(dialog: FormDialog) -> int:
        opened.append(dialog.windowTitle())
        return 0

    monkeypatch.setattr(FormDialog, "exec", give_up)
    assert desk.page.grid
    row = desk.page.grid.rows[0]
    desk.workspace.do(monthly.set_parts, row.placement_id, OCTOBER, {"training": hours(14)})
    before = desk.declared()[0]
    desk.page.view.go_to_row(0)
    desk.page.view.setFocus()
    desk.enter("10")
    assert "en compte déjà 14\u00a0h\u00a0: baissez-le d’abord (F4)" in desk.banner()
    assert (desk.row(), desk.declared()[0]) == (0, before)
    desk.press(Qt.Key.Key_F4)
    assert len(opened) == 1


@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_the_grid_shows_who_and_what_is_typed_without_scrolling_sideways(
    text_size: int, desk: Desk, begun: Site
) -> None:
    view = desk.page.view
    desk.look.apply(text_size=text_size)
    for wide in (1366, 1024, 1366):
        desk.window.resize(wide, 740)
        QApplication.processEvents()
        assert view.horizontalScrollBar().maximum() == 0
        assert not any(view.isColumnHidden(place) for place in (Place.PERSON, Place.ELIGIBLE, Place.ENTRY, Place.TOTAL))
        assert view.columnWidth(Place.PERSON) >= view.sizeHintForColumn(Place.PERSON)
    assert view.isColumnHidden(Place.CONTRACT) == (text_size > 100)
