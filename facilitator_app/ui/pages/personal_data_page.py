"""The page of personal data: what the retention clock asks, who is left alone, and who looked at whose file."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted
from facilitator_app.ui.background import Background, Job, ProgressCard
from facilitator_app.ui.banners import said_instead
from facilitator_app.ui.page import Page
from facilitator_app.ui.personal_data import acts, files
from facilitator_app.ui.personal_data.forms import HoldDialog, LengthsDialog
from facilitator_app.ui.personal_data.tabs import TABS, DataTabs
from facilitator_app.ui.widgets import ActionButton, Banner, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import access_log, restriction, retention
from facilitator_app.use_cases.personal_data.retention import Due


class PersonalDataPage(Page):
    """`open(tab=…)` shows one of `TABS`."""

    SHOWS = frozenset(
        {
            "beneficiary", "placement", "monthly_hours", "proposal", "eligibility_proof", "protected_proof", "rules",
            "retention_hold", "restriction",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    help_text = (
        "Une fiche sert 24 mois après le dernier contact, reste 24 mois à l’écart, puis perd tout ce qui nomme la "
        "personne\u00a0; ses heures restent comptées. Rien ne se fait sans vous\u00a0: relisez la liste, prolongez ce "
        "qui doit l’être, puis confirmez. Entrée ouvre la fiche."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.background = Background(self)
        self._reading = Background(self)
        self._read_again = False
        lengths = ActionButton("&Durées de conservation", "clock")
        lengths.clicked.connect(self.change_lengths)
        papers = ActionButton("Registre et analyse d’&impact", "file-text")
        papers.clicked.connect(self.save_papers)
        exposed = ActionButton("&Qui était dans ce fichier", "shield-alert")
        exposed.clicked.connect(self.list_exposed)
        self._header = PageHeader("Données personnelles", "", [papers, exposed, lengths])
        self.banner = Banner("info", "")
        self.banner.hide()
        self.tabs = DataTabs()
        self._connect_tabs()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._header, self.banner, ProgressCard(self.background, self)):
            whole.addWidget(widget)
        whole.addWidget(self.tabs, 1)
        self.zones: list[QWidget] = [self._header, self.tabs]
        self.background.finished.connect(self._ended)
        self.background.failed.connect(self._failed)
        self._reading.finished.connect(self._show_due)
        self._reading.failed.connect(self._failed)
        self._reading.settled.connect(self._catch_up_again)
        self.tabs.wait()
        self._header.set_subtitle("Calcul en cours")

    def open(self, tab: str = "", **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        if tab in TABS:
            self.tabs.go_to(tab)

    def refresh(self) -> None:
        """Read everything again; the clock of everybody off the window's thread, for it looks at the whole file."""
        super().refresh()
        self.tabs.show_list("restricted", self._workspace.show(restriction.restricted))
        self._show_looks()
        if self._reading.busy:
            self._read_again = True
        else:
            self._reading.start(self._asking)

    def settled(self) -> bool:
        """Whether the lists shown are those of the file."""
        return not self._reading.busy

    def archive(self) -> None:
        """Archive the whole list, once confirmed."""
        self._begin(acts.archive, "archive", "Archivage")

    def anonymise(self) -> None:
        """Anonymise the whole list, once confirmed; then in the copies, unless told otherwise."""
        self._begin(acts.anonymise, "anonymise", "Anonymisation")

    def _begin(self, act: Callable[..., Job | None], tab: str, what: str) -> None:
        people = self.tabs.people(tab)
        if self.background.busy or not people:
            return
        if (job := act(self, self._workspace, people)) is not None:
            self.banner.hide()
            self.background.start(job, what)

    def hold(self) -> None:
        """Keep the selected file longer."""
        if (row := self.tabs.current()) is not None:
            HoldDialog(self, self._workspace, row.id, row.name).open()

    def release(self) -> None:
        """Let the clock run again for the selected file."""
        if (row := self.tabs.parts["held"].current()) is not None:
            self._act(retention.release, row.id)

    def lift(self) -> None:
        """Show the selected person in lists again."""
        if (row := self.tabs.parts["restricted"].current()) is not None:
            self._act(restriction.lift, row.id)

    def change_lengths(self) -> None:
        LengthsDialog(self, self._workspace).open()

    def hand_over(self) -> None:
        """Write the whole file of the person selected."""
        if (row := self.tabs.current()) is not None:
            self._write(files.hand_over, getattr(row, "beneficiary_id", row.id))

    def save_papers(self) -> None:
        """Write the entry of the register and the impact assessment."""
        self._write(files.save_papers)

    def list_exposed(self) -> None:
        """Write who is in the house's file, or in a copy of it."""
        self._write(files.list_exposed)

    def _write(self, write: Callable[..., str], *details: Any) -> None:
        try:
            if said := write(self, self._workspace, *details):
                self._say("success", said)
        except Refusal as refusal:
            self._say("danger", str(refusal))

    def _ended(self, said: tuple[str, str] | None) -> None:
        if said is not None:
            self._say(*said)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say("danger", str(error))

    def _asking(self) -> Generator[tuple[int, int], None, Due]:
        yield 0, 1
        return self._workspace.show(retention.due, self._workspace.today())

    def _show_due(self, due: Due) -> None:
        if self._read_again:
            return  # written meanwhile: it is being asked again
        self.tabs.show_due(due)
        said = f"{counted(due.count, 'fiche')} à traiter" if due.count else "rien à traiter aujourd’hui"
        self._header.set_subtitle(f"{counted(due.people, 'personne')} au fichier · {said}")

    def _catch_up_again(self) -> None:
        if self._read_again:
            self._read_again = False
            self._reading.start(self._asking)

    def _act(self, act: Any, *details: Any) -> None:
        self.banner.hide()
        try:
            self._workspace.do(act, *details)
        except Refusal as refusal:
            self._say("danger", str(refusal))

    def _say(self, tone: str, text: str) -> None:
        self.banner = said_instead(self.banner, tone, text)

    def _show_looks(self) -> None:
        """Read only when looked at: the log has a line for every file opened in a year."""
        if self.tabs.currentWidget() is self.tabs.parts["looks"]:
            self.tabs.parts["looks"].show_rows(self._workspace.show(access_log.looks))

    def _open_person(self, row: Any) -> None:
        if getattr(row, "why", "") == retention.UNDONE:
            self._say("info", "L’inscription de cette personne a été annulée\u00a0; Historique la rétablit.")
            return
        self.go_to.emit("beneficiaries", {"beneficiary": getattr(row, "beneficiary_id", row.id)})

    def _connect_tabs(self) -> None:
        tabs = self.tabs
        tabs.currentChanged.connect(self._show_looks)
        for part in tabs.parts.values():
            part.table.activated_row.connect(self._open_person)
        tabs.archive_all.clicked.connect(self.archive)
        tabs.anonymise_all.clicked.connect(self.anonymise)
        for button in tabs.keep_longer:
            button.clicked.connect(self.hold)
        tabs.count_again.clicked.connect(self.release)
        tabs.lift.clicked.connect(self.lift)
        for button in tabs.hand_over:
            button.clicked.connect(self.hand_over)
