"""Asks why a lot or a contract is opened again, which is kept."""

from __future__ import annotations

import datetime as dt
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace


class Reopen(Protocol):
    """The act, which only wants to know why and when."""

    def __call__(self, session: Any, /, *, reason: str, today: dt.date) -> None: ...


class ReopenForm(FormDialog):
    """`words` say what will be opened, when it is more than `name`."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, name: str, act: Reopen, said: str, words: str = ""
    ) -> None:
        super().__init__(parent, f"Rouvrir {name}", said)
        self._workspace, self._act = workspace, act
        if words:
            self.body.insertWidget(1, Label(words, "second", wrap=True))
        self.form.add(
            "reason", "&Motif", TextField(longest=300), required=True,
            help="Gardé avec le lot. Exemple\u00a0: relevé de septembre reçu après la clôture.",
        )  # fmt: skip

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(self._act, reason=values["reason"], today=self._workspace.today())
