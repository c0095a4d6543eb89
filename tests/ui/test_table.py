"""The models' contract, sorting, selection, keyboard, copying, and how fast a long list opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from facilitator_app.ui.column_room import lowered
from facilitator_app.ui.look import Look, scaled
from facilitator_app.ui.rows import PAGE, Column, PagedModel, Progress, RowsModel
from facilitator_app.ui.table import Table
from tests.ui.gallery import PEOPLE, Person, people_columns, people_table

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


def model() -> RowsModel[Person]:
    made = RowsModel(people_columns(), key=lambda person: person.key)
    made.show(PEOPLE)
    return made


def shown(table: Table) -> list[str]:
    return [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]


class Fetching:
    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, keys: Sequence[int]) -> list[Person]:
        self.asked.append(len(keys))
        return [replace(PEOPLE[key % len(PEOPLE)], key=key, name=f"Personne {key}") for key in keys]


def test_both_models_keep_qt_s_contract(look: Look, qtmodeltester: ModelTester) -> None:
    rows = model()
    qtmodeltester.check(rows)
    paged = PagedModel(people_columns(), Fetching())
    paged.show(range(450))
    qtmodeltester.check(paged)
    rows.sort(3, DOWN)
    qtmodeltester.check(rows)


def test_a_column_sorts_on_values_and_the_unknown_goes_last(look: Look) -> None:
    rows = model()
    rows.sort(3, UP)
    assert [person.key for person in rows.rows] == [3, 2, 1, 4]
    rows.sort(3, DOWN)
    assert [person.key for person in rows.rows] == [1, 2, 3, 4]


def test_names_sort_without_their_accents(look: Look) -> None:
    rows = RowsModel([Column[str]("Nom", str)])
    rows.show(["Zitouni", "Étienne", "Eva", "émile"])
    rows.sort(0)
    assert rows.rows == ["émile", "Étienne", "Eva", "Zitouni"]


def test_the_order_chosen_holds_for_the_next_rows(look: Look) -> None:
    rows = model()
    rows.sort(0, DOWN)
    rows.show(PEOPLE)
    assert rows.rows[0].name == "Sarr Fatou"


def test_sorting_keeps_the_selected_row(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.select_row(2)
    table.sortByColumn(0, DOWN)
    assert table.current_row().key == 2


def test_new_rows_keep_the_selected_one(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.select_row(3)
    chosen: list[Person | None] = []
    table.current_row_changed.connect(chosen.append)
    rows = table.model()
    assert isinstance(rows, RowsModel)
    rows.show([replace(PEOPLE[2], about="21 ans · Hyères"), PEOPLE[0]])
    assert table.current_row().about == "21 ans · Hyères"
    rows.show(PEOPLE[:1])
    assert table.current_row() is None
    assert chosen[-1] is None


def test_enter_opens_the_row_and_tab_leaves_the_table(look: Look, qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    before, table, after = QPushButton("Avant"), people_table(), QPushButton("Après")
    for widget in (before, table, after):
        layout.addWidget(widget)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    table.select_row(1)
    table.setFocus()
    with qtbot.waitSignal(table.activated_row) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [PEOPLE[0]]
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert page.focusWidget() is after
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert page.focusWidget() is before


def test_rows_are_copied_as_spreadsheets_read_them(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    table.select_row(2)
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Ferrandi Nadia\tDisponible\t26\u00a0%\t09/12/2026"
    table.copy(whole=True)
    assert QGuiApplication.clipboard().text().splitlines()[0] == "Personne\tSituation\tAvancement\tÉligible jusqu’au"


def test_columns_of_less_use_leave_a_narrow_table(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.show()
    table.resize(900, 300)
    assert table.shown_columns() == [0, 1, 2, 3]
    table.resize(480, 300)
    assert table.shown_columns() == [0, 1, 3]


def test_the_column_that_names_stays_readable_and_others_come_back_with_the_room(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.show()
    table.resize(540, 300)
    assert table.columnWidth(0) >= scaled(130)
    assert table.shown_columns() == [0, 1, 3]  # more room than `hidden_below`, not enough to read the names
    assert table.horizontalScrollBar().maximum() == 0
    table.resize(900, 300)
    assert table.shown_columns() == [0, 1, 2, 3]


@pytest.mark.parametrize("text_size", [150, 200])
def test_a_text_size_chosen_while_a_list_shows_makes_it_as_one_made_at_that_size(
    text_size: int, look: Look, qtbot: QtBot
) -> None:
    def made() -> Table:
        table = people_table()
        qtbot.addWidget(table)
        table.resize(800, 300)
        table.show()
        return table

    usual = made()
    as_it_was = widths(usual)
    look.apply(text_size=text_size)
    assert widths(usual) == widths(made())
    assert usual.horizontalScrollBar().maximum() == 0
    assert usual.columnWidth(0) >= scaled(130)
    look.apply(text_size=100)
    assert widths(usual) == as_it_was


def test_a_list_with_no_room_at_all_forgets_the_width_it_had(look: Look, qtbot: QtBot) -> None:
    columns = [Column[str]("Lot", str, stretch=True)]
    columns += [Column[str](title, lambda row: "1\u202f322,17\u00a0h", number=True) for title in ("Dues", "Comptées")]
    rows = RowsModel(columns)
    table = Table(rows, "Lots")
    qtbot.addWidget(table)
    rows.show(["Lot 2 Secteur Est"])
    table.resize(1200, 200)
    table.show()
    table.resize(160, 200)
    assert table.columnWidth(0) <= scaled(130)
    table.resize(1200, 200)
    assert table.horizontalHeader().length() == table.viewport().width()


def widths(table: Table) -> dict[int, int]:
    QApplication.processEvents()
    return {column: table.columnWidth(column) for column in table.shown_columns()}


def test_the_longest_texts_give_way_first_and_numbers_never(look: Look, qtbot: QtBot) -> None:
    columns = [
        Column[str]("Lot", str, stretch=True),
        Column[str]("Titulaire", lambda row: "Cap Insertion Propreté Méditerranée", width=400),
        Column[str]("Depuis le", lambda row: "12/11/2026", width=110),
        Column[str]("Heures", lambda row: "1\u202f322,17\u00a0h", number=True, width=120),
    ]
    rows = RowsModel(columns)
    table = Table(rows, "Lots")
    qtbot.addWidget(table)
    rows.show(["Lot 2 Secteur Est du centre-ville"])
    table.resize(520, 200)
    table.show()
    assert table.horizontalScrollBar().maximum() == 0
    assert table.columnWidth(0) >= 110
    assert table.columnWidth(1) < 200
    for whole in (2, 3):
        assert table.columnWidth(whole) >= table.sizeHintForColumn(whole)


def test_room_left_beside_names_goes_to_words_that_were_cut(look: Look, qtbot: QtBot) -> None:
    columns = [
        Column[str]("Lot", str, stretch=True),
        Column[str]("Titulaire", lambda row: "Jardins d’Asphodèle et de la Rade", width=100),
        Column[str]("Fin", lambda row: "12/11/2026", width=110),
    ]
    rows = RowsModel(columns)
    table = Table(rows, "Lots")
    qtbot.addWidget(table)
    rows.show(["Lot 6 Espaces verts"])
    table.resize(420, 200)
    table.show()
    assert table.columnWidth(1) == scaled(100)
    table.resize(1000, 200)
    assert table.columnWidth(1) == table.sizeHintForColumn(1)
    assert table.columnWidth(2) == scaled(110)
    assert table.columnWidth(0) > table.sizeHintForColumn(0)


def test_a_long_text_leaves_room_to_the_name_beside_it(look: Look, qtbot: QtBot) -> None:
    columns = [
        Column[str]("Critère", str, stretch=True),
        Column[str]("Pièce", lambda row: "Attestation sur l’honneur ou de la mission locale", width=290),
        Column[str]("Heures", lambda row: "1\u202f322,17\u00a0h", number=True, width=100),
    ]
    rows = RowsModel(columns)
    table = Table(rows, "Critères")
    qtbot.addWidget(table)
    rows.show(["Demandeur d’emploi de longue durée"])
    table.resize(540, 200)
    table.show()
    assert table.columnWidth(0) >= 210
    assert table.columnWidth(1) >= scaled(200)
    assert table.columnWidth(2) == scaled(100)


def test_a_list_shown_whole_needs_no_scroll_bar_at_any_size(look: Look, qtbot: QtBot) -> None:
    rows = RowsModel([Column[str]("Lot", str, second=str)])
    table = Table(rows, "Lots")
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(table)
    window.resize(500, 900)  # high enough for rows less compact than those of a list in no window yet
    rows.show(["Lot 1", "Lot 2", "Lot 3"])
    table.show_whole(3)
    window.show()
    for text_size in (100, 150):
        look.apply(text_size=text_size)
        QApplication.processEvents()
        assert table.viewport().height() == 3 * table.rowHeight(0)
    rows.show(["Lot 1", "Lot 2"])
    QApplication.processEvents()
    assert table.viewport().height() == 2 * table.rowHeight(0)


def test_widths_are_lowered_down_to_what_each_allows() -> None:
    assert lowered({1: 300, 2: 100, 3: 80}, {1: 120, 2: 90}, 400) == {1: 220, 2: 100, 3: 80}
    shared = lowered({1: 300, 2: 200}, {1: 100, 2: 100}, 302)
    assert sum(shared.values()) == 302
    assert abs(shared[1] - shared[2]) <= 16
    assert lowered({1: 300, 2: 200}, {1: 280}, 100) == {1: 280, 2: 200}
    assert lowered({1: 300}, {1: 100}, 500) == {1: 300}


@pytest.mark.parametrize(("wide", "said"), [(200, "Ferrandi Nadia\n34 ans · La Garde"), (900, "")])
def test_words_that_are_cut_are_whole_in_the_tooltip(wide: int, said: str, look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.resize(wide, 300)
    table.show()
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
    table.setColumnWidth(0, wide // 3)
    place = table.visualRect(table.model().index(1, 0)).center()
    QToolTip.hideText()
    QApplication.sendEvent(
        table.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
    )
    assert QToolTip.text() == said
    QToolTip.hideText()


@pytest.mark.parametrize(("wide", "said"), [(60, "Lot, entreprise ou personne"), (400, "")])
def test_a_title_that_is_cut_is_whole_in_the_tooltip(wide: int, said: str, look: Look, qtbot: QtBot) -> None:
    rows = RowsModel([Column[str]("Lot, entreprise ou personne", str, width=wide), Column[str]("Nom", str)])
    table = Table(rows, "Documents")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    titles = table.horizontalHeader().viewport()
    place = QPoint(20, 8)
    QToolTip.hideText()
    QApplication.sendEvent(titles, QHelpEvent(QEvent.Type.ToolTip, place, titles.mapToGlobal(place)))
    assert QToolTip.text() == said
    QToolTip.hideText()


def test_a_cell_says_whose_it_is(look: Look) -> None:
    rows = model()
    cell = rows.index(1, 3)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == "Ferrandi Nadia, Éligible jusqu’au\u00a0: 09/12/2026"


def test_rows_grow_with_the_text(look: Look, qtbot: QtBot) -> None:
    table = people_table()
    qtbot.addWidget(table)
    table.show()
    usual = table.rowHeight(0)
    look.apply(text_size=200)
    assert table.rowHeight(0) > 1.7 * usual


def test_a_long_list_fetches_only_what_is_seen(look: Look, qtbot: QtBot) -> None:
    fetching = Fetching()
    paged = PagedModel(people_columns(), fetching)
    table = Table(paged, "Personnes")
    qtbot.addWidget(table)
    table.resize(900, 600)
    paged.show(range(50_000))
    table.show()
    QApplication.processEvents()
    table.grab()
    assert sum(fetching.asked) <= 2 * PAGE
    table.select_row(49_999)
    assert table.current_row().name == "Personne 49999"
    assert sum(fetching.asked) <= 4 * PAGE


def test_a_header_of_a_long_list_asks_for_another_order(look: Look, qtbot: QtBot) -> None:
    paged = PagedModel(people_columns(), Fetching())
    table = Table(paged, "Personnes")
    qtbot.addWidget(table)
    with qtbot.waitSignal(paged.order_asked) as asked:
        table.sortByColumn(1, DOWN)
    assert asked.args == [1, True]


@pytest.mark.parametrize("name", ["<b>gras</b>", "A & B", "\u202eevil", "Zoe\u0301"])
def test_odd_names_are_shown_as_they_are(look: Look, name: str) -> None:
    rows = model()
    rows.show([replace(PEOPLE[0], name=name)])
    assert rows.index(0, 0).data() == name


def test_a_share_over_the_whole_is_still_drawn(look: Look, qtbot: QtBot) -> None:
    columns = [
        Column[Person]("Avancement", lambda person: "130\u00a0%", progress=lambda person: Progress(2 * person.share))
    ]
    rows = RowsModel(columns)
    table = Table(rows, "Lots")
    qtbot.addWidget(table)
    rows.show(PEOPLE)
    assert not table.grab().isNull()
