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
from facilitator_app.domain.words import file_name
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.pages.import_page.control_step import ControlStep, written_size
from facilitator_app.ui.pages.import_page.file_step import FileStep
from facilitator_app.ui.pages.import_page.jobs import Imported, Reading, reading_job, writing_job
from facilitator_app.ui.pages.import_page.match_step import MatchStep
from facilitator_app.ui.pages.import_page.people_flow import PeopleFlow
from facilitator_app.ui.pages.import_page.people_jobs import PeopleImported, PeopleReading
from facilitator_app.ui.pages.import_page.result_step import ResultStep
from facilitator_app.ui.pages.import_page.step_bar import STEPS, StepBar
from facilitator_app.ui.widgets import Banner, PageHeader, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.account import latest_import, written_account
from facilitator_app.use_cases.contract_import.comparison import Resembling, resembling
from facilitator_app.use_cases.contract_import.decisions import Decisions
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
NOT_SAVED = "Le compte rendu ne peut pas être écrit dans ce dossier\u00a0: choisissez-en un autre."


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
        self._reading: Reading | None = None
        self._decisions = Decisions([])
        self._imported: Imported | None = None
        self.background = Background(self)
        self._header = PageHeader("Importer un fichier")
        self._steps = StepBar()
        self._banners = {tone: Banner(tone, "") for tone in ("danger", "info")}
        self.progress = ProgressCard(self.background)
        self.file, self.control, self.result = FileStep(), ControlStep(), ResultStep()
        self.match = MatchStep(self._compare)
        self.people = PeopleFlow(workspace, self)
        self._with_people = False
        self._stack = QStackedWidget()
        for step in (self.file, self.control, self.match, self.result, *self.people.steps):
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
        if self.step() != MATCH:
            return (self._stack,)
        return self.people.zones if self._with_people else (self.match.chips, self.match.table, self.match.panel)

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
        self._with_people = looks_like_people(path)
        self._show(CONTROL)
        self._steps.show_file(path.name)
        if self._with_people:
            self.people.read(path)
            return
        self.control.show_waiting()
        self.background.start(reading_job(self._workspace, path), f"Lecture de {path.name}, en Ko")

    def start_again(self) -> None:
        """Forget the file at hand."""
        self._reading, self._imported = None, None
        self._decisions = Decisions([])
        self.match.show_entries([], self._decisions)
        self.people.forget()
        self._with_people = False
        self._steps.show_file("")
        self.refresh()
        self._show(FILE)
        self.file.choose.setFocus()

    def _connect(self) -> None:
        self.file.chosen.connect(self.read)
        self.file.problem.connect(self._say)
        self.control.give_up.connect(self.start_again)
        self.control.proceed.connect(self._match)
        self.match.back.connect(self._control)
        self.match.give_up.connect(self.start_again)
        self.match.import_asked.connect(self._import)
        self.result.again.connect(self.start_again)
        self.result.sort_asked.connect(self._sort)
        self.result.save_asked.connect(self._save_account)
        for step in (self.people.control, self.people.match):
            step.give_up.connect(self.start_again)
        self.people.result.again.connect(self.start_again)
        self.people.control_wanted.connect(self._control)
        self.people.match_wanted.connect(self._match)
        self.people.result_wanted.connect(self._result)
        self.people.job_wanted.connect(self._start)
        self.people.about.connect(self._steps.show_file)
        self.people.problem.connect(self._say)
        self.people.people_asked.connect(self._see_people)
        self.background.finished.connect(self._finished)
        self.background.stopped.connect(self._stopped)
        self.background.failed.connect(self._failed)
        if application := QApplication.instance():
            application.aboutToQuit.connect(self.background.close)

    def _show(self, step: int, finished: bool = False) -> None:
        for banner in self._banners.values():
            banner.hide()
        self._stack.setCurrentIndex(step + RESULT if self._with_people and step != FILE else step)
        self._steps.show_step(step, finished)
        self._header.set_subtitle(f"Étape {step + 1} sur {len(STEPS)}\u00a0: {SUBTITLES[step]}")

    def _say(self, sentence: str, tone: str = "danger") -> None:
        self._banners[tone].set_text(sentence)
        self._banners[tone].appear()

    def _compare(self, line: Line) -> Sequence[Resembling]:
        return self._workspace.ask(resembling, line)

    def _match(self) -> None:
        self._show(MATCH)
        (self.people.match if self._with_people else self.match).table.setFocus()

    def _control(self) -> None:
        self._show(CONTROL)
        (self.people.control if self._with_people else self.control).next.setFocus()

    def _result(self, finished: bool) -> None:
        self._show(RESULT, finished)

    def _start(self, job: Any, title: str) -> None:
        if not self.background.busy:
            self.background.start(job, title)

    def _import(self) -> None:
        if self._reading is None or self.background.busy:
            return
        self.result.show_waiting()
        self._show(RESULT)
        self.background.start(writing_job(self._workspace, self._reading, self._decisions), "Import des contrats")

    def _finished(self, done: Reading | Imported | PeopleReading | PeopleImported) -> None:
        if isinstance(done, PeopleReading | PeopleImported):
            self.people.finished(done)
        elif isinstance(done, Reading):
            self._reading, self._decisions = done, Decisions(done.lines)
            count = f"{done.report.read} contrat{'s' if done.report.read > 1 else ''}"
            self._steps.show_file(f"{done.report.file} · {written_size(done.size)} · {count}")
            self.match.show_entries(done.entries, self._decisions)
            self.control.show_reading(done, self._decisions)
        else:
            self._imported = done
            self._show(RESULT, finished=True)
            self.result.show_result(done)
            self._workspace.done.emit(f"Import de {done.report.file}")

    def _stopped(self) -> None:
        """Back to where the work was asked for, with every decision kept."""
        if self.step() == CONTROL:
            if not (self._with_people and self.people.came_back()):
                self.start_again()
        else:
            self._match()
        self._say(STOPPED, "info")

    def _failed(self, error: Exception) -> None:
        sentence = " ".join(problem.message for problem in error.problems) if isinstance(error, Refusal) else FAILED
        if not isinstance(error, Refusal):
            self.failed.emit(error)
        if self.step() == CONTROL and self._with_people and self.people.came_back():
            self._say(sentence)
        elif self.step() == CONTROL:
            self._with_people = False  # the sentence is said in the place of any file
            self._show(CONTROL)
            self.control.show_refusal(sentence)
        else:
            self._match()
            self._say(sentence)

    def _see_people(self) -> None:
        self.go_to.emit("beneficiaries", {})

    def _sort(self) -> None:
        self.go_to.emit("contracts", {"show": "to_sort"})

    def _save_account(self) -> None:
        if self._imported is None:
            return
        day = self._workspace.today()
        stem = Path(self._imported.report.file).stem
        proposed = Path.home() / file_name("import", f"{day:%Y-%m-%d}", stem, kind="txt")
        path = dialogs.choose_new_file(self, "Enregistrer le compte rendu", proposed, "Texte (*.txt)")
        if path is None:
            return
        text = written_account(self._imported.report, self._imported.lines, day)
        try:
            path.write_text(text, "utf-8-sig", errors="replace")  # the mark by which Windows editors know UTF-8
        except OSError:
            self._say(NOT_SAVED)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.step() == FILE:
            self.refresh()
