"""A form in its own window: save with Ctrl+Entrée, leave with Échap, what is wrong under each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTableView, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import tab_order
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.form import Form
from facilitator_app.ui.forms.found_again import FoundAgain
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, Label, scrolled

if TYPE_CHECKING:
    from facilitator_app.ui.workspace import Workspace
    from facilitator_app.use_cases.kept_typing import Typed

HIGHEST = 780  # pixels at the usual text size; beyond, the eye loses where the form ends


class FormDialog(Dialog):
    """Subclasses fill `self.form` and write `keep`; a Refusal leaves the window open with its problems shown."""

    kept = Signal(object)
    """What `keep` gave, once it went well."""
    _found_again: FoundAgain | None = None
    _is_taken_up = False

    def __init__(self, parent: QWidget | None, title: str, act: str = "Enregistrer", page_columns: int = 1) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(10)
        self.body.addWidget(Label(title, "sheet"))
        self.form = Form(page_columns, in_card=True)
        self.body.addWidget(self.form)
        self.body.addStretch()
        whole.addWidget(scrolled(self._inside), 1)
        self._foot = foot = QFrame()
        foot.setObjectName("header")
        row = QHBoxLayout(foot)
        row.setContentsMargins(18, 9, 18, 9)
        row.addStretch()
        self._cancel = ActionButton("Annuler")
        self._cancel.clicked.connect(self.reject)
        self.save_button = ActionButton(act, "check", "Ctrl+Return", primary=True)
        self.save_button.clicked.connect(self.save)
        row.addWidget(self._cancel)
        row.addWidget(self.save_button)
        whole.addWidget(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self.save)
        self.resize(scaled(560 if page_columns == 1 else 960), min(scaled(HIGHEST), max(self._room() - 40, 420)))

    def find_again(self, workspace: Workspace, *about: str | None) -> None:
        """Keep what is typed here and not saved when the house closes, for the next time this form opens about these.

        Never where a passphrase is typed.
        """
        self._found_again = FoundAgain(self, self.form, workspace, about)

    def make_room(self, typed: Typed) -> None:
        """Add the fields that were added by hand to a form now found again."""

    def give_up(self) -> None:
        """Close without a question, as a lock does."""
        if self._found_again is not None:
            self._found_again.set_aside()
        self.reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Typing begins at once: where nothing else was chosen, Qt would begin at «Annuler», made before the fields."""
        if not event.spontaneous():
            self._take_up()
            self._fit(shorter=True)
            self._inside.installEventFilter(self)
        super().showEvent(event)
        if self.focusWidget() in (None, self._cancel, self.save_button) and (fields := self._reached_by_tab()):
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A problem said under a field, or a field that another one calls for, wants its room."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def keep(self, values: dict[str, Any]) -> Any:
        """Do the act with what the fields hold; raises Refusal."""
        raise NotImplementedError

    def save(self) -> None:
        try:
            answer = self.keep(self.form.values())
        except Refusal as refusal:
            self.form.show_problems(refusal.problems)
            return
        self.accept()
        self.kept.emit(answer)

    def _take_up(self) -> None:
        """At the first showing, when the fields hold what the form opens with."""
        if self._found_again is not None and not self._is_taken_up:
            self._is_taken_up = True
            if (said := self._found_again.take_up(self.make_room)) is not None:
                self.body.insertWidget(1, said)
                said.appear()

    def _fit(self, shorter: bool = False) -> None:
        """As high as the fields, as far as the screen goes; a table takes all the room there is."""
        if any(not table.isHidden() for table in self._inside.findChildren(QTableView)):
            return
        tall = self.body.totalHeightForWidth(self.width())  # -1 where no line of words is long enough to be folded
        wanted = (tall if tall > 0 else self.body.totalSizeHint().height()) + self._foot.sizeHint().height()
        highest = min(scaled(HIGHEST), max(self._room() - 40, 420))
        if shorter or wanted > self.height():
            self.resize(self.width(), min(wanted, highest))
            self._stay_in_sight()

    def _stay_in_sight(self) -> None:
        """Having grown downwards, no lower than the window below."""
        below = self.parentWidget()
        if below is not None and self.isVisible():
            beyond = self.frameGeometry().bottom() - below.window().frameGeometry().bottom()
            if beyond > 0:
                self.move(self.x(), self.y() - beyond)

    def _room(self) -> int:
        """The height of the window below, in pixels."""
        below = self.parentWidget()
        return below.window().height() if below else 700

    def _reached_by_tab(self) -> list[QWidget]:
        """What the Tab key goes through, the buttons below left out."""
        found, widget = [], tab_order.after(self)
        while widget is not self:
            reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and widget.isVisibleTo(self)
            if reached and self._inside.isAncestorOf(widget):
                found.append(widget)
            widget = tab_order.after(widget)
        return found
