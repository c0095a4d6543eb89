"""A window with what is asked at left, and at right the paper as it will be printed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.ui.workspace import Workspace


class PreviewDialog(Dialog):
    """Made for one paper at a time; a window of it says what its buttons do."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, title: str, name: str, save: str) -> None:
        """`name`: whom or what it is about; `save`: the words of the second button."""
        super().__init__(parent)
        self._workspace, self._name = workspace, name
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.preview = PdfPreview(workspace.names)
        self.banner, self.done_banner = Banner("danger", ""), Banner("success", "")
        self.print_button = ActionButton("Im&primer", "printer", "Ctrl+P", primary=True)
        self.save_button = ActionButton(save, "save", "Ctrl+S")
        room = parent.window().size() if parent else self.size()
        self.resize(max(scaled(900), room.width() - 120), max(scaled(560), room.height() - 100))

    def _fill(self, asked: Iterable[QWidget], below: QWidget, last: Iterable[QWidget] = ()) -> None:
        """What is `asked` comes above the buttons, `below` under them, `last` at the foot of the window."""
        side, split = QWidget(), QSplitter()
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 12, 14)
        column.setSpacing(6)
        column.addWidget(Label(self._name, "sheet", wrap=True))
        for part in asked:
            column.addWidget(part)
        for banner in (self.banner, self.done_banner):
            banner.hide()
            column.addWidget(banner)
        column.addSpacing(6)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        column.addWidget(below)
        column.addStretch()
        for part in last:
            column.addWidget(part)
        split.setChildrenCollapsible(False)
        split.addWidget(side)
        split.addWidget(self.preview)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(330), scaled(620)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _hide_banners(self) -> None:
        self.banner.hide()
        self.done_banner.hide()

    def _say(self, text: str) -> None:
        """What is refused."""
        self._hide_banners()
        self.banner.set_text(text)
        self.banner.appear()

    def _tell(self, text: str) -> None:
        """What is done."""
        self._hide_banners()
        self.done_banner.set_text(text)
        self.done_banner.appear()

    def _tell_saved(self, path: Path) -> None:
        self._tell(f"{path.name} est enregistré dans {path.parent.name or path.parent}.")


def usual_folder() -> Path:
    """Where the person keeps her documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
