"""Who the person being typed may already be: looked at, told apart, or her closed file opened again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.keys import Key
from facilitator_app.ui.forms.file_reason_forms import ReopenFileDialog
from facilitator_app.ui.widgets import ActionButton, Banner
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_draft import BeneficiaryDraft


class TwinBanner(Banner):
    """Shows the likeliest one at a time; `person_asked` gives the key of the file to show instead of a new one."""

    person_asked = Signal(str)
    ignored = Signal()
    """She is somebody else, says the user."""

    def __init__(self, workspace: Workspace) -> None:
        look, ignore = ActionButton("Voir la fiche", small=True), ActionButton("Ignorer", small=True)
        self._reopen = ActionButton("Rouvrir…", small=True)
        self._reopen.setAccessibleName("Rouvrir la fiche close")
        super().__init__("info", "", buttons=[self._reopen, look, ignore])
        self._workspace = workspace
        self._twin: Key | None = None
        self._ignored: set[Key] = set()
        look.clicked.connect(self._look)
        ignore.clicked.connect(self._ignore)
        self._reopen.clicked.connect(self._ask_to_reopen)
        self.hide()

    def begin(self) -> None:
        """Another person is typed: whoever was ignored may be her."""
        self._ignored = set()

    def show_twin(self, draft: BeneficiaryDraft) -> None:
        from facilitator_app.use_cases.duplicates import possible_twins  # its library would slow the start down

        found = self._workspace.ask(possible_twins, draft)
        twin = next((twin for twin in found if twin.id not in self._ignored), None)
        if twin is None:
            self.clear()
        elif twin.id != self._twin:
            self._twin = twin.id
            closed = twin.side.archived_on is not None
            self._reopen.setVisible(closed)
            title = "Une fiche close lui ressemble" if closed else "Une fiche ressemble à celle-ci"
            self.set_text(self._workspace.names.within(twin.sentence), title)
            self.appear()

    def clear(self) -> None:
        self._twin = None
        self.hide()

    def _look(self) -> None:
        if self._twin is not None:
            self.person_asked.emit(self._twin)

    def _ignore(self) -> None:
        if self._twin is not None:
            self._ignored.add(self._twin)
        self.ignored.emit()

    def _ask_to_reopen(self) -> None:
        """The closed file serves again rather than another being made; why is asked, and kept."""
        if self._twin is not None:
            asked = ReopenFileDialog(self.window(), self._workspace, self._twin)
            asked.kept.connect(self._reopened)
            asked.open()

    def _reopened(self, key: Key) -> None:
        self.person_asked.emit(key)
