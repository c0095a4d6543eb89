"""Labelled fields in cards, each with room underneath for what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui.accessible import announce, bare
from facilitator_app.ui.fields import CheckField, Field, Retyped
from facilitator_app.ui.widgets import Banner, Beside, Card, Label, ProblemLine, WideEnough, set_flag

if TYPE_CHECKING:
    from facilitator_app.use_cases.kept_typing import Shown, Typed

Editor = TypeVar("Editor", bound=QWidget)
_LEAST_PAGE_COLUMN = 330  # pixels at the usual text size: two fields side by side, each with three words


@dataclass(slots=True)
class _Place:
    editor: QWidget
    label: str
    help: str
    line: ProblemLine

    @property
    def field(self) -> Field:
        return cast(Field, self.editor)


class Form(QWidget):
    """Knows where each field is on screen; knows no rule of the trade."""

    changed = Signal()
    """A field was changed by the user."""

    def __init__(self, page_columns: int = 1, parent: QWidget | None = None, in_card: bool = False) -> None:
        """`page_columns`: how many columns of cards stand side by side; `in_card`: fields of no section have a card."""
        super().__init__(parent)
        self._in_card = in_card
        self._places: dict[str, _Place] = {}
        self._grid: QGridLayout | None = None
        self._cell = 0
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        self._top = Banner("danger", "")
        self._top.hide()
        whole.addWidget(self._top)
        self._columns: list[QVBoxLayout] = []
        holders = [WideEnough(_LEAST_PAGE_COLUMN) if page_columns > 1 else QWidget() for _ in range(page_columns)]
        for holder in holders:
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(12)
            column.addStretch(1)  # takes all the room left: cards keep their height
            self._columns.append(column)
        whole.addWidget(Beside(holders))
        for keys, back in (("F8", False), ("Shift+F8", True)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._previous if back else self._next)

    def section(self, title: str, remark: str = "", page_column: int = 0, columns: int = 2) -> Card:
        """Begin a card; the fields added next go into it, `columns` side by side."""
        card = Card(title, remark)
        self._grid = self._new_grid(columns)
        card.body.addLayout(self._grid)
        column = self._columns[page_column]
        column.insertWidget(column.count() - 1, card)
        return card

    def add(
        self, field: str, label: str, editor: Editor, *, required: bool = False, help: str = "", span: int = 1
    ) -> Editor:
        """Place an editor for the attribute `field`; `label` bears the access key, `help` says what is expected."""
        grid = self._grid or self._of_no_section()
        place = _Place(editor, bare(label), help, ProblemLine())
        self._places[field] = place
        cell = QVBoxLayout()
        cell.setSpacing(3)
        if not isinstance(editor, CheckField):
            cell.addLayout(self._title(label, editor, required))
        editor.setAccessibleName(place.label + (", obligatoire" if required else ""))
        editor.setAccessibleDescription(help)
        cell.addWidget(editor)
        if help:
            cell.addWidget(Label(help, "caption", wrap=True))
        cell.addWidget(place.line)
        cell.addStretch()
        columns = grid.property("columns")
        span = min(span, columns)
        if self._cell % columns + span > columns:
            self._cell += columns - self._cell % columns
        grid.addLayout(cell, self._cell // columns, self._cell % columns, 1, span)
        self._cell += span
        cast(Field, editor).changed.connect(partial(self._edited, field))
        if isinstance(editor, QLineEdit):
            editor.editingFinished.connect(partial(self._left, field))
        return editor

    def editor(self, field: str) -> QWidget:
        return self._places[field].editor

    def values(self) -> dict[str, Any]:
        """What the fields hold. Raises Refusal, naming each field whose text cannot be read."""
        problems = [Problem(field, said) for field, place in self._places.items() if (said := place.field.problem())]
        if problems:
            raise Refusal(*problems)
        return {field: place.field.value() for field, place in self._places.items()}

    def typed(self) -> dict[str, Shown]:
        """What each field shows, whether or not it can be read."""
        return {field: _typed_in(place.editor) for field, place in self._places.items()}

    def type_again(self, typed: Typed) -> None:
        """Put back in each field what it showed; what it no longer offers is left out."""
        for field, place in self._places.items():
            if field in typed:
                _type_in(place.editor, typed[field])

    def retype(self, typed: Typed) -> None:
        """The same, and whatever follows from a field follows, as when it was first typed."""
        for field in typed:
            if (place := self._places.get(field)) is not None and _typed_in(place.editor) != typed[field]:
                _type_in(place.editor, typed[field])
                place.field.changed.emit()
        self.type_again(typed)  # a field that another one fills was perhaps typed over
        self.changed.emit()

    def set_values(self, values: Mapping[str, Any]) -> None:
        for field, place in self._places.items():
            if field in values:
                place.field.set_value(values[field])
        self.show_problems()

    def show_problems(self, problems: Iterable[Problem] = ()) -> None:
        """Put each problem under its field, or on top when it is about none shown here; go to the first."""
        said: dict[str, list[str]] = {}
        for problem in problems:
            said.setdefault(problem.field if problem.field in self._places else "", []).append(problem.message)
        for field, place in self._places.items():
            self._say(place, " ".join(said.get(field, ())))
        self._top.set_text(" ".join(said.get("", ())))
        self._top.setVisible("" in said)
        if said:
            self.next_problem(from_top=True)
            count = sum(map(len, said.values()))
            announce(self, "1 champ à corriger" if count == 1 else f"{count} champs à corriger")

    def problems_shown(self) -> list[str]:
        lines = [place.line.text() for place in self._places.values() if place.line.text()]
        return [self._top.text(), *lines] if self._top.text() else lines

    def next_problem(self, back: bool = False, from_top: bool = False) -> bool:
        """Move to the next field with a problem (F8), or to the one before (Maj+F8); False when there is none."""
        places = [place for place in self._places.values() if place.line.text()]
        if not places:
            return False
        here = next((n for n, place in enumerate(places) if _has_focus(place.editor)), None)
        target = 0 if from_top or here is None else (here + (-1 if back else 1)) % len(places)
        places[target].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        announce(places[target].editor, f"{places[target].label}\u00a0: {places[target].line.text()}")
        return True

    def _edited(self, field: str) -> None:
        """A message goes as soon as its field is being corrected."""
        self._say(self._places[field], "")
        self.changed.emit()

    def _left(self, field: str) -> None:
        """What cannot be read is said when the field is left, never while typing."""
        place = self._places[field]
        if said := place.field.problem():
            self._say(place, said)
            announce(place.editor, f"{place.label}\u00a0: {said}")

    def _next(self) -> None:
        self.next_problem()

    def _previous(self) -> None:
        self.next_problem(back=True)

    def _say(self, place: _Place, text: str) -> None:
        place.line.set_text(text)
        place.editor.setAccessibleDescription(" ".join(part for part in (text, place.help) if part))
        set_flag(place.editor, "problem", bool(text))

    def _title(self, label: str, editor: QWidget, required: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3)
        words = QLabel(label)
        words.setProperty("role", "second")
        words.setBuddy(editor)
        row.addWidget(words)
        if required:
            star = Label("*", "required")
            star.setToolTip("obligatoire")
            star.setSizePolicy(star.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Ignored)  # as high as the words
            row.addWidget(star)
        row.addStretch()
        return row

    def _of_no_section(self) -> QGridLayout:
        """Where fields go that were added before any section."""
        if self._in_card:
            self.section("", columns=1)
        else:
            self._grid = self._new_grid(1)
            self._columns[0].insertLayout(self._columns[0].count() - 1, self._grid)
        assert self._grid
        return self._grid

    def _new_grid(self, columns: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        grid.setProperty("columns", columns)
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        self._cell = 0
        return grid


def _typed_in(editor: QWidget) -> Shown:
    if isinstance(editor, Retyped):
        return editor.typed()
    if isinstance(editor, QCheckBox):
        return editor.isChecked()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _type_in(editor: QWidget, typed: Shown) -> None:
    if isinstance(editor, Retyped):
        editor.type_again(typed)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(typed))
    elif isinstance(editor, QComboBox):
        if (place := editor.findText(str(typed))) >= 0:
            editor.setCurrentIndex(place)
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(typed))
    elif isinstance(editor, QLineEdit):
        editor.setText(str(typed))


def _has_focus(editor: QWidget) -> bool:
    focused = editor.focusWidget()
    return editor.hasFocus() or (focused is not None and focused.hasFocus())
