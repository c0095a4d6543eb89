"""Looking at a PDF in the window before it leaves it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.ui.accessible import announce
from facilitator_app.ui.look import scaled
from facilitator_app.ui.shown_names import ShownNames
from facilitator_app.ui.widgets import ActionButton, EmptyState, IconButton, Label

STEP, LEAST, MOST = 1.2, 0.25, 4.0
MOST_FITTED = 1.3  # beyond, a wide screen would show a third of the page in giant letters
MOST_READ_ALOUD = 4_000  # signs of the page told to screen readers


class PdfPreview(QWidget):
    """The pages under one another; PgUp and PgDown go from one to the next, + and - zoom, 0 fits the width."""

    page_changed = Signal(int)

    def __init__(self, names: ShownNames | None = None) -> None:
        """`names` for documents that name people: they are then shown on purpose only, once names are hidden."""
        super().__init__()
        self._names, self._asked_for = names, False
        self.document = QPdfDocument(self)
        self._bytes = QBuffer(self)
        self._title = ""
        self.view = _View()
        self.view.setDocument(self.document)
        self.view.zoom_asked.connect(self.zoom)
        self.view.pages_asked.connect(self.step)
        self._page, self._scale = Label("", "second"), Label("", "second")
        self.previous, self.next = (
            IconButton("chevron-up", "Page précédente"),
            IconButton("chevron-down", "Page suivante"),
        )
        self.smaller, self.larger = IconButton("zoom-out", "Réduire la page"), IconButton("zoom-in", "Agrandir la page")
        self.fit = IconButton("maximize", "Ajuster à la largeur")
        bar = QHBoxLayout()
        bar.setContentsMargins(10, 5, 10, 5)
        bar.setSpacing(4)
        for part in (self.previous, self.next):
            bar.addWidget(part)
        bar.addSpacing(6)
        bar.addWidget(self._page)
        bar.addStretch()
        bar.addWidget(self._scale)
        bar.addSpacing(6)
        for part in (self.smaller, self.larger, self.fit):
            bar.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        self.reveal = ActionButton("Montrer ce document", "eye")
        self.reveal.clicked.connect(self._show_anyway)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(
            EmptyState(
                "eye-off", "Ce document peut nommer des personnes",
                "Les noms sont masqués sur cet écran. Le document reste entier\u00a0: il s’imprime et s’enregistre.",
                [self.reveal],
            )
        )  # fmt: skip
        whole.addWidget(self._stack, 1)
        if names is not None:
            names.changed.connect(self._conceal)
        self.previous.clicked.connect(self._back)
        self.next.clicked.connect(self._forward)
        self.smaller.clicked.connect(self._zoom_out)
        self.larger.clicked.connect(self._zoom_in)
        self.fit.clicked.connect(self._fit)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self.view.zoomFactorChanged.connect(self._show_page)
        self._show_page()

    def show_pdf(self, pdf: bytes, title: str) -> None:
        """Show these pages from the first; `title` is what screen readers say."""
        self.clear()
        self._title, self._asked_for = title, False
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QBuffer.OpenModeFlag.ReadOnly)
        self.document.load(self._bytes)
        if self.view.fitted:
            self.view.fit()
        self._show_page()

    def clear(self) -> None:
        """Show nothing."""
        self.document.close()
        self._bytes.close()
        self._title = ""
        self._show_page()

    @property
    def pages(self) -> int:
        return self.document.pageCount()

    @property
    def page(self) -> int:
        """The page in view, from 0."""
        return self.view.pageNavigator().currentPage()

    def step(self, pages: int) -> None:
        """Go forward or back by some pages."""
        wanted = min(max(self.page + pages, 0), self.pages - 1)
        if self.pages and wanted != self.page:
            self.view.pageNavigator().jump(wanted, QPointF())
            announce(self.view, self._where())

    def zoom(self, factor: float) -> None:
        """Enlarge by the factor; 0 fits the width."""
        self.view.fitted = not factor
        if factor:
            self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, LEAST), MOST))
        else:
            self.view.fit()

    def _where(self) -> str:
        return f"Page {self.page + 1} sur {self.pages}" if self.pages else ""

    def _show_page(self, *_: object) -> None:
        self._page.setText(self._where())
        self._scale.setText(f"{self.view.zoomFactor():.0%}".replace("%", "\u00a0%") if self.pages else "")
        self.previous.setEnabled(self.page > 0)
        self.next.setEnabled(self.page < self.pages - 1)
        for button in (self.smaller, self.larger, self.fit):
            button.setEnabled(self.pages > 0)
        self.view.setAccessibleName(f"Aperçu\u00a0: {self._title}" if self._title else "Aperçu vide")
        self._stack.setCurrentIndex(1 if self._is_concealed() else 0)
        told = self.pages and not self._is_concealed()
        words = self.document.getAllText(self.page).text() if told else ""
        self.view.setAccessibleDescription(f"{self._where()}. {' '.join(words.split())[:MOST_READ_ALOUD]}")
        self.page_changed.emit(self.page)

    def _is_concealed(self) -> bool:
        return bool(self._names and self._names.hidden and self.pages and not self._asked_for)

    def _show_anyway(self) -> None:
        self._asked_for = True
        self._show_page()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _conceal(self) -> None:
        self._asked_for = False
        self._show_page()

    def _back(self) -> None:
        self.step(-1)

    def _forward(self) -> None:
        self.step(1)

    def _zoom_in(self) -> None:
        self.zoom(STEP)

    def _zoom_out(self) -> None:
        self.zoom(1 / STEP)

    def _fit(self) -> None:
        self.zoom(0)


class _View(QPdfView):
    """Scrolls through all pages; the keys that scroll elsewhere turn pages here."""

    zoom_asked = Signal(float)
    pages_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.fitted = True
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.Custom)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPageSpacing(scaled(10))

    def fit(self) -> None:
        """Give the page the width there is, or a comfortable one when there is more."""
        if self.document().pageCount():
            margins = self.documentMargins()
            bar = self.verticalScrollBar().sizeHint().width()
            room = self.width() - 2 * self.frameWidth() - bar - margins.left() - margins.right()
            inches = self.document().pagePointSize(0).width() / 72
            self.setZoomFactor(min(max(room / (inches * self.logicalDpiX()), LEAST), MOST_FITTED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if plain and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_asked.emit(STEP)
        elif plain and event.key() == Qt.Key.Key_Minus:
            self.zoom_asked.emit(1 / STEP)
        elif plain and event.text() == "0":
            self.zoom_asked.emit(0.0)
        elif plain and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.pages_asked.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
        else:
            super().keyPressEvent(event)
