"""The paper received, beside the grid: what is typed is read from it without leaving the page."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMarginsF, QRectF, QSizeF, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.look import scaled
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import Banner, ElidedLabel, IconButton
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.received_papers import Paper, papers_of, read

if TYPE_CHECKING:
    from facilitator_app.ui.preview import PdfPreview

WIDTH = 430
_DOTS = 150  # to the inch: a scan keeps its size on paper


class PaperPanel(QWidget):
    """Hidden until it is asked for; what cannot be shown here is opened in its own program."""

    found = Signal(bool)
    """Whether a paper was received for the month shown."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._about: tuple[Key, Month] | None = None
        self._papers: list[Paper] = []
        self._name = ElidedLabel("", "strong")
        self.which = ChoiceField([])
        self.which.setAccessibleName("Relevé montré")
        self.outside_button = IconButton("external-link", "Ouvrir le relevé dans son programme")
        self.close_button = IconButton("x", "Fermer le relevé (F9)")
        self.banner = Banner("danger", "")
        top = QHBoxLayout()
        top.setContentsMargins(12, 10, 12, 0)
        top.addWidget(self._name, 1)
        top.addWidget(self.which, 1)
        top.addWidget(self.outside_button)
        top.addWidget(self.close_button)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(top)
        whole.addWidget(self.banner)
        self._measure()
        self.hide()
        self.which.changed.connect(self._show)
        self.outside_button.clicked.connect(self._open_outside)
        self.close_button.clicked.connect(self.hide)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event):
            self._measure()

    def _measure(self) -> None:
        self.setMinimumWidth(scaled(280))

    @cached_property
    def preview(self) -> PdfPreview:
        """Made with the first paper shown: what draws PDF files is long to load."""
        from facilitator_app.ui.preview import PdfPreview

        made = PdfPreview(self._workspace.names)
        self._whole.addWidget(made, 1)
        return made

    def look_for(self, lot_id: Key, month: Month) -> None:
        """What was received for this month of this lot; shown at once when the panel is open."""
        papers = self._workspace.ask(papers_of, lot_id, month)
        if (lot_id, month) == self._about and papers == self._papers:
            return
        self._about, self._papers = (lot_id, month), papers
        self.which.set_choices([(place, paper.company) for place, paper in enumerate(papers)])
        self.which.set_value(0 if papers else None)
        self.which.setVisible(len(papers) > 1)
        self._name.setVisible(len(papers) < 2)
        self.found.emit(bool(papers))
        if not papers:
            self.hide()
        elif not self.isHidden():
            self._show()

    def toggle(self) -> None:
        if not self.isHidden():
            self.hide()
        elif self._papers:
            self.open()
        else:
            announce(self, "Aucun relevé reçu n’est noté pour ce mois.")

    def open(self) -> None:
        """Nothing happens without a paper."""
        if self._papers:
            self.show()
            self._show()

    def _paper(self) -> Paper | None:
        place = self.which.value()
        return self._papers[place] if isinstance(place, int) and place < len(self._papers) else None

    def _show(self) -> None:
        paper = self._paper()
        self.banner.hide()
        if paper is None or self.isHidden():
            return
        self.preview.clear()
        self._name.setText(f"{paper.company}, {paper.path.name}")
        try:
            content = read(paper)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        pdf = content if paper.is_pdf else picture_as_pdf(content) if paper.is_picture else None
        if pdf is None:
            self._say(f"{paper.path.name} ne se montre pas ici\u00a0: ouvrez-le dans son programme.")
            return
        self.preview.show_pdf(pdf, paper.path.name)
        if not self.preview.pages:
            self._say(f"{paper.path.name} est abîmé ou protégé\u00a0: ouvrez-le dans son programme.")

    def _say(self, text: str) -> None:
        self.banner.set_text(text)
        self.banner.appear()

    def _open_outside(self) -> None:
        paper = self._paper()
        if paper is None:
            return
        if not paper.path.is_file():
            self._show()
        elif not dialogs.open_outside(paper.path):
            self._say(f"Aucun programme de ce poste n’ouvre {paper.path.name}.")


def picture_as_pdf(content: bytes) -> bytes | None:
    """A page that holds the picture; None when it is none."""
    image = QImage.fromData(QByteArray(content))
    if image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS)
    size = QSizeF(image.width() / _DOTS, image.height() / _DOTS)
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Inch, matchPolicy=QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
    painter.end()
    return bytes(buffer.data().data())
