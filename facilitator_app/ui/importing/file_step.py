"""First step: choosing the file, by dropping it or with a button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.ui import dialogs
from facilitator_app.ui.importing.enter import EnterPresses
from facilitator_app.ui.look import colour
from facilitator_app.ui.widgets import ActionButton, EmptyState, Label
from facilitator_app.use_cases.people_import import get_ready

KINDS = "Contrats et personnes (*.json *.xml *.csv *.txt *.xlsx *.xlsm *.xlsb *.xls *.ods);;Tous les fichiers (*)"
SENTENCE = "Déposez ici un fichier de marchés ou une liste de personnes"
HOW = (
    "Données essentielles de la commande publique (DECP), en JSON ou en XML, ou liste de personnes envoyée par un "
    "service, en classeur (XLSX, XLS, ODS) ou en CSV : le contenu est reconnu. Rien n’est écrit avant la quatrième "
    "étape."
)
ONE_FILE = "Déposez un seul fichier à la fois\u00a0: chaque import s’annule d’un bloc."


class FileStep(QWidget):
    """Everything dropping does, the button does too."""

    chosen = Signal(object)
    """The path of the file."""
    problem = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._folder: Path | None = None
        self.choose = ActionButton("Choisir un fichier…", "folder-open", primary=True)
        self.choose.clicked.connect(self._choose)
        self._latest = Label("", "second")
        self._latest.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._state = EmptyState("download", SENTENCE, HOW, [self.choose])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.addWidget(self._state, 1)
        whole.addWidget(self._latest)
        EnterPresses(self, self.choose)

    def show_latest(self, text: str) -> None:
        self._latest.setText(f"Dernier import\u00a0: {text}" if text else "")

    def _choose(self) -> None:
        get_ready()
        path = dialogs.choose_file(self, "Choisir un fichier à importer", KINDS, self._folder)
        if path is not None:
            self._folder = path.parent
            self.chosen.emit(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if len(files) == 1:
            self.chosen.emit(Path(files[0]))
        else:
            self.problem.emit(ONE_FILE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("border-strong"), 1.2, Qt.PenStyle.DashLine))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 8, 8)
        painter.end()
