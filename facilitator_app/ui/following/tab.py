"""The tab of a person's sheet where she is followed: one line to type, and what was noted by kind."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.exits import MILESTONES
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.following.exit_forms import ExitForm, LaterForm
from facilitator_app.ui.following.forms import (
    EvaluationForm,
    EventForm,
    ObstacleForm,
    PersonForm,
    ReferralForm,
    TrainingForm,
)
from facilitator_app.ui.following.quick_line import QuickLine
from facilitator_app.ui.following.tables import parts
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.widgets import ActionButton, Banner, Chips, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following, kept_typing
from facilitator_app.use_cases.beneficiary_sheet import Sheet
from facilitator_app.use_cases.following import EventDraft, Following
from facilitator_app.use_cases.kept_typing import Typed

_PLACE = "event "
_LEAST_LIST = 150  # pixels of the list; below, the whole tab scrolls
KINDS = {
    "events": "Événements", "trainings": "Formations", "obstacles": "Freins", "evaluations": "Tuteur",
    "referrals": "Orientation", "exits": "Sortie et devenir",
}  # fmt: skip
TABLES = frozenset(
    {
        "person_event", "training", "obstacle", "tutor_evaluation", "referral", "person_exit", "later_situation",
        "placement",
    }
)  # fmt: skip
_FORMS: dict[str, type[PersonForm]] = {
    "events": EventForm, "trainings": TrainingForm, "obstacles": ObstacleForm, "evaluations": EvaluationForm,
    "referrals": ReferralForm, "exits": ExitForm,
}  # fmt: skip


class FollowingTab(QWidget):
    """Stands alone: `show_person` says of whom; read when it is looked at, and again when something is written."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._person: Key | None = None
        self._called = ""
        self._stale = self._line_wanted = False
        self._unfinished: dict[Key, Typed] = {}
        self._left_sought = False
        self._parts: dict[str, ListPart[Any]] = {}
        self._noted: Following | None = None
        self.line = QuickLine()
        self.line.typed.connect(self._keep_line)
        self.chips = Chips(list(KINDS.items()), "Ce qui est noté")
        self.chips.chosen.connect(self._choose)
        self.banner = Banner("danger", "")
        self.banner.hide()
        self._stack = QStackedWidget()
        self.done_button = ActionButton("Fa&it", "check", small=True)
        self.later_button = ActionButton("Deve&nir", "phone", small=True)
        self.edit_button = ActionButton("Modifier", "pencil", small=True)
        self.remove_button = ActionButton("Retirer", "trash-2", small=True)
        self.add_button = ActionButton("A&jouter", "plus", small=True)
        for button, act in (
            (self.done_button, self.finish), (self.later_button, self.ask_later), (self.edit_button, self.edit),
            (self.remove_button, self.remove), (self.add_button, self.add),
        ):  # fmt: skip
            button.clicked.connect(act)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addStretch()
        for button in (self.done_button, self.later_button, self.edit_button, self.remove_button, self.add_button):
            row.addWidget(button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        for widget in (self.chips, self.line, self.banner):
            column.addWidget(widget)
        self._stack.setMinimumHeight(_LEAST_LIST)
        column.addWidget(self._stack, 1)
        column.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        workspace.changed.connect(self._note_written)
        workspace.closing.connect(self._set_lines_aside)
        workspace.names.changed.connect(self._note_names)

    def show_person(self, key: Key, name: str = "") -> None:
        """Show another person, or the same again; a line left half typed is found again on coming back to her."""
        if key != self._person:
            if self._person is not None:
                self._unfinished[self._person] = self.line.unfinished()
            self._person = key
            self.line.begin(self._workspace.today())
            self.line.resume(self._unfinished.pop(key, {}))
            self._left_sought = False
            self.chips.choose("events")
        self._called = name or self._called
        self._stale = True
        if self.isVisible():
            self.read()

    def show_rows(self, sheet: Sheet) -> None:
        """The person of that sheet."""
        self.show_person(sheet.id, sheet.name)

    def read(self) -> None:
        """Read what is noted, and show the chosen kind."""
        if self._person is None:
            return
        self._stale = False
        self.banner.hide()
        self._take_up_line()
        self._noted = self._workspace.ask(following.following_of, self._person)
        self.chips.show_counts({kind: len(getattr(self._noted, kind)) for kind in KINDS})
        self._show_kind()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.read()
        if self._line_wanted:
            self.focus_line()

    def current(self) -> Any:
        """The selected line of the kind shown as it was typed, whatever is shown of it; or None."""
        kind = self.chips.current()
        part = self._parts.get(kind)
        shown = part.table.current_row() if part else None
        return shown and next((line for line in getattr(self._noted, kind) if line.id == shown.id), None)

    def add(self) -> None:
        """A form for something new of the kind shown."""
        if self._person is not None:
            _FORMS[self.chips.current()](self, self._workspace, self._person, None).open()  # type: ignore[call-arg]

    def edit(self) -> None:
        """A form to correct the selected line (Enter)."""
        line = self.current()
        if line is not None and self._person is not None:
            _FORMS[self.chips.current()](self, self._workspace, self._person, line).open()  # type: ignore[call-arg]

    def remove(self) -> None:
        """Take away the selected line, once confirmed; undone with Ctrl+Z."""
        line = self.current()
        effect = "Elle disparaîtra de la fiche. Ce geste pourra être annulé."
        if line is None or not dialogs.confirm(self, "Retirer cette ligne\u00a0?", effect, "Retirer"):
            return
        kind, today = self.chips.current(), self._workspace.today()
        if kind == "referrals":
            self._act(following.remove_referral, line.id, today)
        else:
            self._act(_REMOVERS[kind], line.id)

    def finish(self) -> None:
        """Say that what was to be done next on the selected line is done."""
        if (line := self.current()) is not None:
            self._act(following.finish_action, line.id, self._workspace.today())

    def ask_later(self) -> None:
        """Note what became of the person after the selected exit: the first of 3, 6 and 12 months not asked yet."""
        if (line := self.current()) is not None:
            asked = {said.months for said in line.later}
            months = next((months for months in MILESTONES if months not in asked), MILESTONES[-1])
            LaterForm(self, self._workspace, line.id, self._called, months).open()

    def _keep_line(self, draft: EventDraft) -> None:
        assert self._person
        today = self._workspace.today()
        try:
            self._workspace.do(following.keep_event, self._person, draft, today)
        except Refusal as refusal:
            self.line.show_problems(refusal.problems)
        else:
            self.line.kept(today)

    def _set_lines_aside(self) -> None:
        """The house is closed, by a lock perhaps: a line half typed is found again with its person."""
        if self._person is not None:
            self._unfinished[self._person] = self.line.unfinished()
        now = dt.datetime.combine(self._workspace.today(), dt.datetime.now().time())
        author = self._workspace.database.author
        with suppress(Refusal):  # a file that cannot be written: nobody may be there to be told
            for key, typed in self._unfinished.items():
                if typed:
                    self._workspace.do(kept_typing.keep_about, author, key, _PLACE + key, typed, now)

    def _take_up_line(self) -> None:
        """What was typed of this person when the house was last closed, unless another line was begun since."""
        if self._left_sought or self._person is None:
            return
        self._left_sought = True
        author, place = self._workspace.database.author, _PLACE + self._person
        found = self._workspace.ask(kept_typing.kept, author, place, self._workspace.today())
        if found is None or self.line.unfinished():
            return
        with suppress(Refusal):  # found once more the next time
            self._workspace.do(kept_typing.forget, author, place)
        self.line.resume(found.typed)

    def _act(self, act: Any, *details: Any) -> None:
        try:
            self._workspace.do(act, *details)
        except Refusal as refusal:
            self.banner.set_text(self._workspace.names.within(str(refusal)))
            self.banner.appear()

    def _choose(self, _kind: str) -> None:
        self.banner.hide()
        if self._noted is not None:
            self._show_kind()

    def _show_kind(self) -> None:
        kind = self.chips.current()
        part = self._parts.get(kind) or self._made_part(kind)
        part.show_rows(self._workspace.names.within(getattr(self._noted, kind)))
        self._stack.setCurrentWidget(part)
        if part.table.current_row() is None:
            part.table.select_place(0)
        self.line.setVisible(kind == "events")
        self.add_button.setVisible(kind != "events")
        self._show_buttons()

    def _show_buttons(self, _row: Any = None) -> None:
        line, kind = self.current(), self.chips.current()
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(line is not None)
        self.done_button.setVisible(kind == "events")
        self.done_button.setEnabled(kind == "events" and line is not None and line.is_open)
        self.later_button.setVisible(kind == "exits")
        self.later_button.setEnabled(kind == "exits" and line is not None)

    def _made_part(self, kind: str) -> ListPart[Any]:
        """Made when it is first looked at."""
        part: ListPart[Any] = parts(self._workspace.today())[kind]()
        self._parts[kind] = part
        self._stack.addWidget(part)
        part.table.activated_row.connect(self._activated)
        part.table.current_row_changed.connect(self._show_buttons)
        return part

    def _activated(self, _row: Any) -> None:
        self.edit()

    def _note_written(self, tables: frozenset[str]) -> None:
        if tables & TABLES and self._person is not None:
            self._stale = True
            if self.isVisible():
                self.read()

    def _note_names(self) -> None:
        self._note_written(TABLES)

    def focus_line(self) -> None:
        """Ready to type what happened, now or once it is shown: what is hidden takes no focus."""
        self._line_wanted = not self.isVisible()
        self.line.text.setFocus(Qt.FocusReason.OtherFocusReason)


_REMOVERS = {
    "events": following.remove_event, "trainings": following.remove_training, "obstacles": following.remove_obstacle,
    "evaluations": following.remove_evaluation, "exits": following.remove_exit,
}  # fmt: skip
