"""Asks why a lot or a contract is opened again, which is kept, and which lots of a contract come with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.values import written_date
from facilitator_app.ui.check_list import CheckList
from facilitator_app.ui.fields import TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.contract_closing import ClosedLot


class Reopen(Protocol):
    """The act, which only wants to know why and when."""

    def __call__(self, session: Any, /, *, reason: str, today: dt.date) -> None: ...


class ReopenForm(FormDialog):
    """The reason alone."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, name: str, act: Reopen, said: str) -> None:
        super().__init__(parent, f"Rouvrir {name}", said)
        self.find_again(workspace, name)
        self._workspace, self._act = workspace, act
        self.form.add(
            "reason", "&Motif", TextField(longest=300), required=True,
            help="Gardé avec le lot. Exemple\u00a0: relevé de septembre reçu après la clôture.",
        )  # fmt: skip

    def keep(self, values: dict[str, Any]) -> None:
        self._workspace.do(self._act, today=self._workspace.today(), **values)


class ReopenContractForm(ReopenForm):
    """The lots closed with the contract are ticked; those closed on their own before are not."""

    def __init__(
        self, parent: QWidget | None, workspace: Workspace, name: str, act: Reopen, lots: Collection[ClosedLot]
    ) -> None:
        super().__init__(parent, workspace, name, act, "Rouvrir le marché")
        boxes = CheckList([(lot.id, _told(lot)) for lot in lots], columns=1)
        self.form.add("lots", "&Lots à rouvrir", boxes, required=True,
                      help="Les autres restent clos\u00a0; chacun peut être rouvert plus tard.")  # fmt: skip
        boxes.set_value([lot.id for lot in lots if lot.with_contract])


def _told(lot: ClosedLot) -> str:
    since = f", clos le {written_date(lot.closed_on)}" if lot.closed_on else ""
    return f"{lot.code} {lot.name}{since}".replace("&", "&&")
