"""What is being done to the closed house, how far, and that the PC must stay on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from facilitator_app.domain.values import written_number
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.background import Background, Job
from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.security.calm_page import CalmPage
from facilitator_app.ui.widgets import Label


class WorkPage(CalmPage):
    """Runs one job; says how it ended."""

    finished = Signal(object)
    failed = Signal(Exception)
    help_text = "Le temps de ce travail la base est fermée. Une panne ne la perd pas\u00a0: elle s’ouvrira."

    def __init__(self, title: str, job: Job) -> None:
        super().__init__("lock", title, "La base est sauvegardée, puis recopiée. Laissez ce poste allumé.")
        self._count = Label("", "second")
        self._bar = ProgressBar("Avancement")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._count)
        self.background = Background(self)
        self.background.progressed.connect(self._advance)
        self.background.finished.connect(self.finished)
        self.background.failed.connect(self.failed)
        self._job = job

    def begin(self) -> None:
        self._bar.show_share(0)
        announce(self, self.title())
        self.background.start(self._job)

    def _advance(self, done: int, total: int) -> None:
        self._count.setText(f"Étape {written_number(done)} sur {written_number(total)}")
        self._bar.show_share(done / total)
