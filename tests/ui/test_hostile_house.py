"""In a house where every text looks like HTML, nothing on any page is taken for HTML."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSettings, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QTextBrowser,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator_app.database.opening import open_house
from facilitator_app.domain.columns import Code, Text
from facilitator_app.domain.records import RECORDS
from facilitator_app.pages import entries
from facilitator_app.ui.look import Look
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.open_house import OpenHouse
from facilitator_app.ui.plain import tooltip
from facilitator_app.ui.workspace import Workspace
from tests.conftest import TODAY

MARK = "<img src=x>"
_FOLDED = {"sort_name", "search_text", "folded"}
_SHORTEST = 40  # signs: shorter columns hold codes
MOST_ROWS = 60


def poison(path: Path) -> int:
    """Put a tag at the beginning of every text of the house; returns how many columns hold one."""
    poisoned = 0
    with closing(sqlite3.connect(path)) as house:
        for record in RECORDS:
            for name, type_ in record.fields().items():
                if not isinstance(type_, Text) or isinstance(type_, Code) or type_.longest < _SHORTEST:
                    continue
                if name in _FOLDED or name in ("category", "eligibility_category", "steps_done"):
                    continue
                table = record.__tablename__
                poisoned += house.execute(
                    f"UPDATE {table} SET {name} = substr(? || {name}, 1, ?) WHERE {name} <> ''",
                    (f"{MARK}<b>", type_.longest),
                ).rowcount
        house.execute("UPDATE gesture SET label = ? || label, author = ? || author", (MARK, MARK))
        house.commit()
    return poisoned


def keys(path: Path) -> dict[str, str]:
    """A record of each kind to show, where there is most to see."""
    asked = {
        "lot": "SELECT lot_id FROM placement WHERE NOT removed GROUP BY lot_id ORDER BY COUNT(*) DESC LIMIT 1",
        "beneficiary": "SELECT beneficiary_id FROM placement WHERE NOT removed LIMIT 1",
        "company": "SELECT company_id FROM lot_holder WHERE NOT removed LIMIT 1",
        "contract": "SELECT contract_id FROM lot WHERE NOT removed LIMIT 1",
        "need": "SELECT id FROM need WHERE NOT removed LIMIT 1",
    }
    with closing(sqlite3.connect(path)) as house:
        return {name: str(house.execute(query).fetchone()[0]) for name, query in asked.items()}


class Shown:
    """The window on the hostile house."""

    def __init__(self, look: Look, folder: Path, house: Path) -> None:
        path = folder / "maison.db"
        shutil.copyfile(house, path)
        open_house(path).close()
        self.poisoned, self.keys = poison(path), keys(path)
        self.workspace = Workspace(open_house(path), lambda: TODAY)
        settings = QSettings(str(folder / "reglages.ini"), QSettings.Format.IniFormat)
        self.window = MainWindow(entries(self._adopted), look, settings)
        self.tie = OpenHouse(self.window, self.workspace)

    def _adopted(self, kind: Callable[..., QWidget]) -> QWidget:
        page = kind(self.workspace)
        self.tie.adopt(page)
        return page


@pytest.fixture(scope="module")
def shown(shared_look: Look, tmp_path_factory: pytest.TempPathFactory, demonstration_house: Path) -> Iterator[Shown]:
    made = Shown(shared_look, tmp_path_factory.mktemp("hostile"), demonstration_house)
    made.window.show()
    yield made
    made.window.close()
    made.workspace.close()
    made.window.deleteLater()


def is_html(text: str) -> bool:
    """Whether Qt may take it for HTML: it looks for the first tag."""
    return "<" in text


def is_tame(tip: str) -> bool:
    """A tooltip that is no HTML, or HTML of which every sign typed is escaped."""
    inside = tip.removeprefix("<span>").removesuffix("</span>").replace("<br>", "")
    return not is_html(tip) or (tip.startswith("<span>") and "<" not in inside)


def every_index(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[QModelIndex]:
    above = parent or QModelIndex()
    for row in range(min(model.rowCount(above), MOST_ROWS)):
        for column in range(model.columnCount(above)):
            index = model.index(row, column, above)
            yield index
            if column == 0 and model.rowCount(index):
                yield from every_index(model, index)


def faults(window: QWidget) -> Iterator[str]:
    for widget in [window, *window.findChildren(QWidget)]:
        where = f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for tip in (widget.toolTip(), widget.whatsThis(), widget.statusTip()):
            if not is_tame(tip):
                yield f"tooltip of {where}: {tip[:80]}"
        if isinstance(widget, QLabel) and is_html(widget.text()) and widget.textFormat() != Qt.TextFormat.PlainText:
            yield f"label {where}: {widget.text()[:80]}"
        if isinstance(widget, QTextBrowser) and MARK in widget.toHtml():
            yield f"page of text {where}"
        if isinstance(widget, QAbstractItemView | QComboBox) and (model := widget.model()):
            for index in every_index(model):
                tip = index.data(Qt.ItemDataRole.ToolTipRole)
                if isinstance(tip, str) and not is_tame(tip):
                    yield f"tooltip of a cell of {where}: {tip[:80]}"
    for action in window.findChildren(type(window.actions()[0])) if window.actions() else []:
        if not is_tame(action.toolTip()):
            yield f"tooltip of an action: {action.toolTip()[:80]}"


def texts(window: QWidget) -> Iterator[str]:
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        elif isinstance(widget, QGroupBox):
            yield widget.title()
        elif isinstance(widget, QAbstractItemView | QComboBox) and (model := widget.model()):
            yield from (str(index.data()) for index in every_index(model))


TARGETS = {
    "contracts": ("lot", "contract"), "companies": ("company",), "beneficiaries": ("beneficiary",), "hours": ("lot",),
    "documents": ("lot",), "matching": ("need", "beneficiary"),
}  # fmt: skip
VISITS = [
    *((entry.key, "") for entry in entries(lambda page: page())),
    *((key, target) for key, targets in TARGETS.items() for target in targets),
]


def test_the_house_is_hostile(shown: Shown) -> None:
    assert shown.poisoned > 1_000


@pytest.mark.parametrize(("key", "target"), VISITS, ids=str)
def test_no_page_takes_a_name_for_html(shown: Shown, key: str, target: str, qtbot: QtBot) -> None:
    page = shown.window.go_to(key, **({target: shown.keys[target]} if target else {}))
    if jobs := getattr(page, "background", None):
        qtbot.waitUntil(lambda: not jobs.busy, timeout=15_000)
    if settled := getattr(page, "settled", None):
        qtbot.waitUntil(settled, timeout=15_000)
    QApplication.processEvents()
    assert sorted(set(faults(shown.window))) == []
    if target:
        assert any(MARK in text for text in texts(page)), "nothing hostile was on this page"


@pytest.mark.parametrize("text", ["<b>x</b>", MARK, "a\n<i>b</i>", "a < b > c", "</span>"])
def test_the_check_sees_html_and_lets_our_tooltips_by(text: str) -> None:
    assert is_tame(tooltip(text))
    assert not is_tame("<b>x</b>")
    assert not is_tame("<span><b>x</b></span>")
