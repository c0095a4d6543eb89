"""What was typed in a form over the page when the house was closed, by a lock perhaps: found again in the same form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.form import Form
from facilitator_app.ui.widgets import ActionButton, Banner
from facilitator_app.use_cases import kept_typing
from facilitator_app.use_cases.kept_typing import Typed

if TYPE_CHECKING:
    from facilitator_app.ui.workspace import Workspace


class FoundAgain(QObject):
    """Of one form about the same records, for whoever typed in it; kept in the house's own file, nowhere else."""

    def __init__(self, dialog: QDialog, form: Form, workspace: Workspace, about: tuple[str | None, ...]) -> None:
        super().__init__(dialog)
        self._dialog, self._form, self._workspace = dialog, form, workspace
        self._place = "\n".join([type(dialog).__name__, *(key or "" for key in about)])
        self._as_opened: Typed = {}
        self._banner: Banner | None = None
        workspace.closing.connect(self._close)

    def take_up(self, make_room: Callable[[Typed], None]) -> Banner | None:
        """Put back what was typed, once the fields show the record; gives what to say of it, if anything.

        `make_room` adds the fields that were added by hand.
        """
        self._as_opened = self._form.typed()
        database, today = self._workspace.database, self._workspace.today()
        found = self._workspace.ask(kept_typing.kept, database.author, self._place, today)
        if found is None:
            return None
        with suppress(Refusal):  # found once more the next time
            self._workspace.do(kept_typing.forget, database.author, self._place)
        make_room(found.typed)
        self._form.retype(found.typed)
        begin_again = ActionButton("Oublier cette saisie", "undo-2", small=True)
        begin_again.clicked.connect(self._begin_again)
        when = f"le {found.at:%d/%m/%Y} à {found.at:%H:%M}"
        said = f"Vous aviez tapé ceci avant la fermeture de la base, {when}. Rien n’en est encore enregistré."
        self._banner = Banner("info", said, buttons=[begin_again])
        return self._banner

    def set_aside(self) -> None:
        """Closed without a question: nobody may be there to answer."""
        if typed := self._changed():
            _Waiting(self._workspace, self._place, typed)

    def _close(self) -> None:
        """The house goes while the form is still open."""
        if self._dialog.isVisible() and (typed := self._changed()):
            _write(self._workspace, self._place, typed)

    def _changed(self) -> Typed:
        typed = self._form.typed()
        return {field: said for field, said in typed.items() if said != self._as_opened.get(field, "")}

    def _begin_again(self) -> None:
        added: Typed = dict.fromkeys(self._form.typed(), "")
        self._form.retype({**added, **self._as_opened})
        self._form.show_problems()
        if self._banner is not None:
            self._banner.hide()


class _Waiting(QObject):
    """Written as the house closes, once the jobs that hold its file have stopped."""

    def __init__(self, workspace: Workspace, place: str, typed: Typed) -> None:
        super().__init__(workspace)
        self._workspace, self._place, self._typed = workspace, place, typed
        workspace.closing.connect(self._close)

    def _close(self) -> None:
        _write(self._workspace, self._place, self._typed)


def _write(workspace: Workspace, place: str, typed: Typed) -> None:
    now = dt.datetime.combine(workspace.today(), dt.datetime.now().time())
    with suppress(Refusal):  # a file that cannot be written: nobody may be there to be told
        workspace.do(kept_typing.keep, workspace.database.author, place, typed, now)
