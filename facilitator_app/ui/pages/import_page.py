"""The import page: it leads from one step to the next and gives the long work to the background.

What the file holds, contracts or people, decides which steps follow the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.importing.contract_flow import ContractFlow
from facilitator_app.ui.importing.file_step import FileStep
from facilitator_app.ui.importing.flow import Flow
from facilitator_app.ui.importing.people_flow import PeopleFlow
from facilitator_app.ui.importing.step_bar import STEPS, StepBar
from facilitator_app.ui.widgets import Banner, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import.written_report import latest_import
from facilitator_app.use_cases.people_import import looks_like_people

FILE, CONTROL, MATCH, RESULT = range(len(STEPS))
SUBTITLES = (
    "choisir le fichier reçu",
    "lire le fichier sans rien écrire",
    "rapprocher ce qui est lu de ce qui est déjà suivi",
    "importer d’un bloc",
)
STOPPED = "L’import est arrêté\u00a0: rien n’a été écrit."
FAILED = "L’enregistrement n’a pas pu se faire et rien n’a été écrit\u00a0: attendez un instant, puis recommencez."


class ImportPage(QWidget):
    """Nothing is written before the last step."""

    SHOWS = frozenset[str]()
    go_to = Signal(str, dict)
    failed = Signal(Exception)
    """An error nobody expected, for the crash log; the page has already said that nothing was written."""
    help_text = (
        "Importer des marchés publiés (DECP) ou une liste de personnes (classeur ou CSV) se fait en quatre étapes. Le "
        "fichier est d’abord lu sans rien écrire ; pour des personnes, vérifiez ce que contient chaque colonne. "
        "Chaque ligne est ensuite rapprochée de ce que vous suivez. Quand une ligne ressemble à une fiche, choisissez "
        "laquelle avec F8, les flèches et Entrée. Ctrl+Entrée importe, et Ctrl+Z annule tout l’import en une fois."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.background = Background(self)
        self._header = PageHeader("Importer un fichier")
        self._steps = StepBar()
        self._banners = {tone: Banner(tone, "") for tone in ("danger", "info")}
        self.progress = ProgressCard(self.background)
        self.file = FileStep()
        self.contracts, self.people = ContractFlow(workspace, self), PeopleFlow(workspace, self)
        self._flow: Flow = self.contracts
        self._stack = QStackedWidget()
        for step in (self.file, *self.contracts.steps, *self.people.steps):
            self._stack.addWidget(scrolled(step))
        content = QVBoxLayout()
        content.setContentsMargins(20, 14, 20, 14)
        content.setSpacing(12)
        for part in (self._steps, *self._banners.values(), self.progress):
            content.addWidget(part)
        content.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addLayout(content, 1)
        self._connect()
        self.start_again()

    @property
    def zones(self) -> Sequence[QWidget]:
        """What F6 goes through."""
        return self._flow.zones if self.step() == MATCH else (self._stack,)

    def open(self, **_target: Any) -> None:
        """An import under way stays where it is when one comes back to it."""
        self.refresh()
        if self.step() == FILE:
            self.file.choose.setFocus()

    def refresh(self) -> None:
        self.file.show_latest(self._workspace.ask(latest_import))

    def step(self) -> int:
        place = self._stack.currentIndex()
        return place - RESULT if place > RESULT else place

    def message(self) -> str:
        """What the banner says, if anything."""
        return " ".join(banner.text() for banner in self._banners.values() if not banner.isHidden())

    def read(self, path: Path) -> None:
        """Read a file and go to the second step."""
        if self.background.busy:
            return
        self._flow = self.people if looks_like_people(path) else self.contracts
        self._show(CONTROL)
        self._steps.show_file(path.name)
        self._flow.read(path)

    def start_again(self) -> None:
        """Forget the file at hand."""
        for flow in (self.contracts, self.people):
            flow.forget()
        self._steps.show_file("")
        self.refresh()
        self._show(FILE)
        self.file.choose.setFocus()

    def _connect(self) -> None:
        self.file.chosen.connect(self.read)
        self.file.problem.connect(self._say)
        for flow in (self.contracts, self.people):
            flow.again.connect(self.start_again)
            flow.control_wanted.connect(self._control)
            flow.match_wanted.connect(self._match)
            flow.result_wanted.connect(self._result)
            flow.job_wanted.connect(self._start)
            flow.about.connect(self._steps.show_file)
            flow.problem.connect(self._say)
            flow.go_to.connect(self.go_to)
        self.background.finished.connect(self._finished)
        self.background.stopped.connect(self._stopped)
        self.background.failed.connect(self._failed)
        if application := QApplication.instance():
            application.aboutToQuit.connect(self.background.close)

    def _show(self, step: int, finished: bool = False) -> None:
        for banner in self._banners.values():
            banner.hide()
        self._stack.setCurrentIndex(step + RESULT if self._flow is self.people and step != FILE else step)
        self._steps.show_step(step, finished)
        self._header.set_subtitle(f"Étape {step + 1} sur {len(STEPS)}\u00a0: {SUBTITLES[step]}")

    def _say(self, sentence: str, tone: str = "danger") -> None:
        self._banners[tone].set_text(sentence)
        self._banners[tone].appear()

    def _match(self) -> None:
        self._show(MATCH)
        self._flow.match.table.setFocus()

    def _control(self) -> None:
        self._show(CONTROL)
        self._flow.control.next.setFocus()

    def _result(self, finished: bool) -> None:
        self._show(RESULT, finished)

    def _start(self, job: Any, title: str) -> None:
        if not self.background.busy:
            self.background.start(job, title)

    def _finished(self, done: Any) -> None:
        self._flow.finished(done)

    def _stopped(self) -> None:
        """Back to where the work was asked for, with every decision kept."""
        if self.step() == CONTROL:
            if not self._flow.came_back():
                self.start_again()
        else:
            self._match()
        self._say(STOPPED, "info")

    def _failed(self, error: Exception) -> None:
        sentence = " ".join(problem.message for problem in error.problems) if isinstance(error, Refusal) else FAILED
        if not isinstance(error, Refusal):
            self.failed.emit(error)
        if self.step() == CONTROL and not self._flow.came_back():
            self._flow.control.show_refusal(sentence)
        elif self.step() == CONTROL:
            self._say(sentence)
        else:
            self._match()
            self._say(sentence)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.step() == FILE:
            self.refresh()
