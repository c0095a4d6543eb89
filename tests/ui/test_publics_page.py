"""The page of publics: its figures open their people, from the keyboard, and nothing small leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.database.opening import open_house
from facilitator_app.domain.beneficiary import Sex
from facilitator_app.domain.categories import Public
from facilitator_app.domain.contract import Segment
from facilitator_app.domain.public_counts import Dimension
from facilitator_app.ui import dialogs
from facilitator_app.ui.pages.publics_page import PublicsPage
from facilitator_app.ui.publics.targets_dialog import SegmentTargetsDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.publics.breakdown import Line
from facilitator_app.use_cases.publics.going_out import TITLES
from facilitator_app.use_cases.publics.targets import field_of
from tests import make
from tests.conftest import TODAY


def shown(qtbot: QtBot, database: Database) -> PublicsPage:
    page = PublicsPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1160, 720)
    page.show()
    qtbot.waitUntil(page.settled)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def page(qtbot: QtBot, demonstration: Path) -> Iterator[PublicsPage]:
    database = open_house(demonstration)
    yield shown(qtbot, database)
    database.close()


def count_again(qtbot: QtBot, page: PublicsPage, dimension: Dimension) -> None:
    page.breakdown.dimension.set_value(dimension)
    page.breakdown.dimension.changed.emit()
    qtbot.waitUntil(page.settled)


def line_of(page: PublicsPage, value: str) -> Line:
    model = page.breakdown.table.model()
    lines: list[Line] = [model.index(place, 0).data(Qt.ItemDataRole.UserRole) for place in range(model.rowCount())]
    return next(line for line in lines if line.value == value)


def names(page: PublicsPage) -> list[str]:
    model = page.behind.table.model()
    return [str(model.index(place, 0).data()) for place in range(model.rowCount())]


def test_the_publics_left_aside_come_first(page: PublicsPage) -> None:
    labels = [card.placed_button.accessibleName() for card in page.cards.cards]
    assert [label.split("\u00a0")[0] for label in labels] == ["Jeunes diplômés", "Femmes", "50 ans et plus"]
    assert page.cards.segments.model().rowCount() == len(Segment)
    assert page.cards.needs.model().rowCount() > 0


def test_the_rows_of_each_table_are_seen(page: PublicsPage) -> None:
    for table in (page.cards.segments, page.cards.needs, page.breakdown.table):
        last = table.model().index(min(table.model().rowCount(), 5) - 1, 0)
        assert table.viewport().rect().contains(table.visualRect(last).center()), table.accessibleName()


def test_a_figure_opens_its_people_and_escape_comes_back(qtbot: QtBot, page: PublicsPage) -> None:
    button = page.cards.cards[1].placed_button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert len(names(page)) == line_of(page, Public.WOMAN).placed
    assert page.behind.table.hasFocus()
    qtbot.keyClick(page.behind.table, Qt.Key.Key_Escape)
    assert page.behind.isHidden()
    assert button.hasFocus()


def test_enter_on_a_line_opens_it_then_a_person(qtbot: QtBot, page: PublicsPage) -> None:
    count_again(qtbot, page, Dimension.AGE)
    table = page.breakdown.table
    table.setFocus()
    table.select_place(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(names(page)) == line_of(page, "under_26").placed
    with qtbot.waitSignal(page.go_to) as asked:
        qtbot.keyClick(page.behind.table, Qt.Key.Key_Return)
    assert asked.args[0] == "beneficiaries"
    assert set(asked.args[1]) == {"beneficiary"}


def test_the_available_are_one_chip_away(qtbot: QtBot, page: PublicsPage) -> None:
    page.cards.cards[2].pool_button.click()
    assert len(names(page)) == line_of(page, Public.SENIOR).pool


def test_names_are_hidden(page: PublicsPage) -> None:
    page.cards.cards[1].placed_button.click()
    page._workspace.names.hide(True)
    assert all(len(word) == 2 for name in names(page) for word in name.split())


def test_the_protected_public_shows_a_number_and_no_list(qtbot: QtBot, page: PublicsPage) -> None:
    table = page.breakdown.table
    assert table.select_row((Dimension.PUBLIC, Public.DISABLED.value))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert names(page) == []
    assert page.behind.table.isHidden()


def test_a_handful_of_protected_people_is_not_even_counted(qtbot: QtBot, database: Database) -> None:
    with database.transaction() as session:
        make.a_placement(session, disabled=True)
    page = shown(qtbot, database)
    row = page.breakdown.table.model()
    place = next(n for n in range(row.rowCount()) if row.index(n, 0).data() == "Personnes RQTH")
    assert [row.index(place, column).data() for column in (2, 3)] == ["<\u00a05", "–"]
    assert page.breakdown.chart.as_table()[place + 1][2] == "–"


def test_enter_on_a_segment_counts_it_alone(qtbot: QtBot, page: PublicsPage) -> None:
    table = page.cards.segments
    table.select_row(Segment.WORKS)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.settled)
    assert page.segment.value() is Segment.WORKS
    assert page.breakdown.table.shown is not None
    assert page.breakdown.table.shown.segment is Segment.WORKS


def test_enter_on_a_need_goes_to_it(qtbot: QtBot, page: PublicsPage) -> None:
    page.cards.needs.select_place(0)
    with qtbot.waitSignal(page.go_to) as asked:
        qtbot.keyClick(page.cards.needs, Qt.Key.Key_Return)
    assert asked.args[0] == "matching"


def test_what_is_copied_holds_no_small_count(qtbot: QtBot, page: PublicsPage) -> None:
    count_again(qtbot, page, Dimension.COMMUNE)
    page.copy_button.click()
    rows = [row.split("\t") for row in QGuiApplication.clipboard().text().split("\n")]
    assert tuple(rows[0]) == TITLES
    assert "<\u00a05" in {row[2] for row in rows}
    page.breakdown.table.select_place(0)
    page.breakdown.table.copy()
    assert QGuiApplication.clipboard().text() == "\t".join(rows[1])
    page.cards.needs.copy(whole=True)
    people = [cell for row in QGuiApplication.clipboard().text().split("\n")[1:] for cell in row.split("\t")[4:]]
    assert people
    assert not {"1", "2", "3", "4"} & set(people)


@pytest.mark.parametrize(("suffix", "begins"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfR")])
def test_the_figures_are_kept_in_a_file(
    page: PublicsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, begins: bytes
) -> None:
    chosen = tmp_path / f"publics.{suffix}"
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: chosen)
    page.export_button.click()
    assert chosen.read_bytes().startswith(begins)


def test_a_folder_that_is_not_there_is_said(page: PublicsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_: tmp_path / "absent" / "publics.xlsx")
    page.export_button.click()
    assert "autre dossier" in page.banner.text()


def test_bars_and_table_say_the_same(qtbot: QtBot, page: PublicsPage) -> None:
    page.breakdown.switch.click()
    chart = page.breakdown.chart
    assert chart.isVisible()
    shares = {row[0]: row[1:3] for row in chart.as_table()[1:]}
    women = line_of(page, Public.WOMAN)
    assert shares["Femmes"] == tuple(
        f"{round(share * 100)}\u00a0%" for share in (women.pool_share, women.hours_share) if share is not None
    )
    assert "Femmes" in chart.accessibleDescription()


def test_an_empty_house_says_what_to_do(qtbot: QtBot, database: Database) -> None:
    page = shown(qtbot, database)
    assert not page.breakdown.isVisible()
    assert not page.export_button.isEnabled()
    with qtbot.waitSignal(page.go_to) as asked:
        page.first_button.click()
    assert asked.args == ["beneficiaries", {"new": True}]


def test_somebody_registered_is_counted_at_once(qtbot: QtBot, page: PublicsPage) -> None:
    before = line_of(page, Public.WOMAN).pool or 0
    page._workspace.do(lambda session: make.a_beneficiary(session, sex=Sex.WOMAN).id)
    qtbot.waitUntil(lambda: line_of(page, Public.WOMAN).pool == before + 1)


def test_the_figures_stay_whole_beside_the_list(page: PublicsPage) -> None:
    page.cards.cards[1].placed_button.click()
    scrolled = page._split.widget(0)
    assert isinstance(scrolled, QScrollArea)
    assert scrolled.horizontalScrollBar().maximum() == 0


def test_a_target_of_a_segment_is_set_compared_and_opens_its_people(qtbot: QtBot, page: PublicsPage) -> None:
    before = page.segments.table.model().rowCount()
    page.segments.set_button.click()
    (form,) = page.findChildren(SegmentTargetsDialog)
    qtbot.keyClicks(form.form.editor(field_of(Segment.WORKS, Public.SENIOR)), "30")
    form.save_button.click()
    qtbot.waitUntil(lambda: page.settled() and page.segments.table.model().rowCount() == before + 1)
    assert page.segments.table.select_row((Segment.WORKS, Public.SENIOR.value))
    row = page.segments.table.current_row()
    assert row is not None
    assert (row.segment, row.figures.value, row.figures.target) == (Segment.WORKS, Public.SENIOR, Decimal("0.3"))
    qtbot.keyClick(page.segments.table, Qt.Key.Key_Return)
    assert len(names(page)) == row.figures.placed > 0
    page.segment.set_value(Segment.MAINTENANCE)
    page.segment.changed.emit()
    qtbot.waitUntil(page.settled)
    assert len(names(page)) == row.figures.placed
    assert line_of(page, Public.SENIOR).target == Decimal("0.20")
    page.segment.set_value(Segment.WORKS)
    page.segment.changed.emit()
    qtbot.waitUntil(page.settled)
    assert line_of(page, Public.SENIOR).target == Decimal("0.3")
