"""A text size chosen while the window is open: every part measures itself as one made at that size does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QRadioButton,
    QStackedWidget,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.ui.contracts.account_tab import AccountTab
from facilitator_app.ui.contracts.calibration_versions import CalibrationVersions
from facilitator_app.ui.contracts.tree_panel import TreePanel
from facilitator_app.ui.fields import LinesField, TextField
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.criterion_line import CriterionLine
from facilitator_app.ui.hours.paper_panel import PaperPanel
from facilitator_app.ui.importing.choice_panel import ChoicePanel
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.look import TEXT_SIZES, Look, colour, scaled
from facilitator_app.ui.pages.backups_page import BackupsPage
from facilitator_app.ui.pages.plan_page import PlanPage
from facilitator_app.ui.pages.reference_page import ReferencePage
from facilitator_app.ui.rows import Column
from facilitator_app.ui.two_parts import TwoParts
from facilitator_app.ui.widgets import SearchBox
from facilitator_app.ui.widgets.field_icon import FieldIcon
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_tree import contract_tree
from tests.conftest import TODAY

Make = Callable[[Workspace], QWidget]
PARTS: dict[str, Make] = {
    "plan": PlanPage,
    "reference": ReferencePage,
    "backups": BackupsPage,
    "account": AccountTab,
    "calibrations": CalibrationVersions,
    "tree": lambda workspace: TreePanel(lambda: workspace.ask(contract_tree, TODAY)),
    "paper": PaperPanel,
    "choices": lambda _: ChoicePanel(),
    "lines": lambda _: LinesField(3),
    "criterion": lambda _: CriterionLine(DEFAULT_CATEGORIES[0], TODAY),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_made_before_measures_itself_again(name: str, qtbot: QtBot, look: Look, database: Database) -> None:
    windows = []

    def made() -> QWidget:
        window = QWidget()  # a part shown by itself would be given the least size of its layout
        windows.append(window)
        part = PARTS[name](Workspace(database, lambda: TODAY))
        QVBoxLayout(window).addWidget(part)
        qtbot.addWidget(window)
        window.resize(1100, 700)
        window.show()
        return part

    usual = made()
    as_it_was = measures(usual)
    look.apply(text_size=200)
    assert measures(usual) == measures(made())
    look.apply(text_size=100)
    assert measures(usual) == as_it_was


def test_a_short_list_keeps_room_for_its_rows(qtbot: QtBot, look: Look) -> None:
    windows = []

    def made() -> ListPart[str]:
        part: ListPart[str] = ListPart("Pièces", [Column("Pièce", str, stretch=True)], "file-text", "Rien", "Ajoutez.")
        windows.append(QWidget())
        QVBoxLayout(windows[-1]).addWidget(part)
        qtbot.addWidget(windows[-1])
        windows[-1].resize(600, 500)
        windows[-1].show()
        part.show_rows(["Carte", "Attestation"])
        part.fit_to_rows(5)
        return part

    usual = made()
    look.apply(text_size=200)
    wanted = made().minimumHeight()
    qtbot.waitUntil(lambda: abs(usual.minimumHeight() - wanted) < 8)


def measures(part: QWidget) -> dict[str, list[int]]:
    """Those that were set, of the part and of all in it that is not made by Qt itself; some pixels are no matter."""
    found: dict[str, list[int]] = defaultdict(list)
    for each in (part, *part.findChildren(QWidget)):
        if type(each).__module__.startswith("facilitator_app") or isinstance(each, QStackedWidget):
            sizes = each.minimumWidth(), each.minimumHeight(), each.maximumWidth(), each.maximumHeight()
            found[type(each).__name__] += [size // 8 for size in sizes]
    return found


def test_parts_turned_by_a_large_text_come_back_with_the_shares_the_reader_chose(qtbot: QtBot, look: Look) -> None:
    parts = TwoParts(QWidget(), QWidget(), 500)
    qtbot.addWidget(parts)
    parts.resize(800, 600)
    parts.show()
    parts.setSizes([200, 590])
    chosen = parts.sizes()
    look.apply(text_size=200)
    assert not parts.are_beside
    look.apply(text_size=100)
    assert parts.are_beside
    assert parts.sizes() == chosen


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_the_icon_of_a_field_grows_with_its_text_which_starts_after_it(
    text_size: int, look: Look, qtbot: QtBot
) -> None:
    fields = [TextField(icon="phone"), SearchBox("Nom", "Filtrer")]
    for field in fields:
        qtbot.addWidget(field)
        field.resize(400, 60)
        field.show()
    look.apply(text_size=text_size)
    for field in fields:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        icon = field.findChild(FieldIcon)
        assert icon is not None
        assert icon.size() == QSize(scaled(16), scaled(16))
        field.setText("n")
        field.setCursorPosition(0)
        assert field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).right() >= icon.geometry().right()


@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_boxes_to_tick_grow_with_their_text_and_round_ones_stay_round(text_size: int, look: Look, qtbot: QtBot) -> None:
    panel = QWidget()
    lines = QVBoxLayout(panel)
    box, choice = QCheckBox("Permis"), QRadioButton("Homme")
    for each in (box, choice):
        each.setChecked(True)
        lines.addWidget(each)
    qtbot.addWidget(panel)
    panel.show()
    look.apply(text_size=text_size)
    QApplication.processEvents()
    for each, part in (
        (box, QStyle.SubElement.SE_CheckBoxIndicator),
        (choice, QStyle.SubElement.SE_RadioButtonIndicator),
    ):
        option = QStyleOptionButton()
        each.initStyleOption(option)
        mark = each.style().subElementRect(part, option, each)
        assert abs(mark.height() - each.fontMetrics().height()) <= 3
        assert each.rect().contains(mark)
    drawn = choice.grab(mark).toImage()
    inks = {drawn.pixelColor(x, 0).name() for x in (0, drawn.width() - 1)}
    assert colour("primary").name() not in inks
    assert drawn.pixelColor(2, drawn.height() // 2).name() == colour("primary").name()


def test_the_boxes_of_a_list_grow_with_its_text(look: Look, qtbot: QtBot) -> None:
    items = QStandardItemModel()
    line = QStandardItem("Barthélemy Nadia")
    line.setCheckable(True)
    items.appendRow(line)
    table = QTableView()
    table.setModel(items)
    qtbot.addWidget(table)

    def side() -> int:
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        return table.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, option, table)

    usual = side()
    look.apply(text_size=200)
    assert side() > 1.7 * usual


def test_cards_side_by_side_go_below_rather_than_cut_their_fields_with_very_large_text(
    look: Look, qtbot: QtBot
) -> None:
    form = Form(page_columns=2)
    for column in (0, 1):
        form.section(f"Carte {column}", page_column=column)
        form.add(f"field{column}", "Outil", TextField())
    qtbot.addWidget(form)
    form.resize(1290, 700)  # what a window of 1366 pixels leaves to a form
    form.show()
    first, second = form.editor("field0"), form.editor("field1")

    def are_beside() -> bool:
        return first.mapTo(form, QPoint()).y() == second.mapTo(form, QPoint()).y()

    assert are_beside()
    look.apply(text_size=200)
    qtbot.waitUntil(lambda: not are_beside())
    look.apply(text_size=150)
    qtbot.waitUntil(are_beside)
