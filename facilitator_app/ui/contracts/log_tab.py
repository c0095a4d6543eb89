"""The tab of a lot that says what was said with its companies and sent to them."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.ui.contracts.list_tab import ListTab
from facilitator_app.ui.rows import Column
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.lot_log import LogLine, lot_log
from facilitator_app.use_cases.lot_sheet import LotSheet

COLUMNS: tuple[Column[LogLine], ...] = (
    Column("Date", lambda line: written_date(line.day), sort_key=lambda line: line.day, width=100),
    Column("Échange", lambda line: line.what, strong=True, width=170),
    Column("Entreprise", lambda line: line.company, width=170, hidden_below=620),
    Column("Résumé", lambda line: line.text, tooltip=lambda line: line.text, stretch=True),
    Column("À faire", lambda line: line.to_do, tooltip=lambda line: line.to_do, width=180, hidden_below=860),
    Column("Par", lambda line: line.done_by, width=120, hidden_below=980),
)


class LogTab(ListTab):
    """Enter corrects an exchange; a reminder stays as it was sent."""

    returns_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        self.note_button = ActionButton("&Noter un échange…", "phone", small=True)
        self.returns_button = ActionButton("Rele&vés du lot", "clipboard-list", small=True)
        super().__init__(
            "Échanges du lot", COLUMNS, lambda line: line.id,
            ("phone", "Aucun échange", "Appels, visites, réunions et relances de ce lot s’inscrivent ici."),
            [self.note_button, self.returns_button],
        )  # fmt: skip
        self._workspace = workspace
        self._sheet: LotSheet | None = None
        self.note_button.clicked.connect(self.note)
        self.returns_button.clicked.connect(self.returns_asked)
        self.opened.connect(self._correct)

    def show_sheet(self, sheet: LotSheet) -> None:
        self._sheet = sheet
        self.show_rows(self._workspace.show(lot_log, sheet.lot_id))

    def note(self) -> None:
        """With its holder, about this lot."""
        from facilitator_app.ui.returns.exchange_form import ExchangeForm
        from facilitator_app.use_cases.returns.exchanges import ExchangeDraft

        if self._sheet is not None:
            holder = self._sheet.holders[0].company_id if self._sheet.holders else None
            draft = ExchangeDraft(company_id=holder, lot_id=Key(self._sheet.lot_id))
            ExchangeForm(self.window(), self._workspace, draft, None).open()

    def _correct(self, line: LogLine) -> None:
        from facilitator_app.ui.returns.exchange_form import ExchangeForm

        known = next((one for one in self._workspace.ask(lot_log, self._lot) if one.id == line.id), None)
        if known is not None and known.exchange is not None:  # as it is kept, whatever names the screen hides
            ExchangeForm(self.window(), self._workspace, known.exchange.draft, known.id).open()

    @property
    def _lot(self) -> str:
        return self._sheet.lot_id if self._sheet else ""
