"""A page of several lists: a header, a place for what is refused, and the lists under tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from facilitator_app.ui.page import Page
from facilitator_app.ui.widgets import Banner, PageHeader
from facilitator_app.ui.workspace import Workspace


class TabbedPage(Page):
    """The page adds its own tabs; `refresh` also hides what was refused before."""

    go_to = Signal(str, dict)

    def __init__(self, workspace: Workspace, title: str, tabs_name: str) -> None:
        """`tabs_name` is what the tabs are together, read aloud."""
        super().__init__(workspace)
        self._header = PageHeader(title, "", [])
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(tabs_name)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self.banner)
        whole.addWidget(self.tabs, 1)
        self.zones: list[QWidget] = [self._header, self.tabs]

    def refresh(self) -> None:
        super().refresh()
        self.banner.hide()

    def _say(self, text: str) -> None:
        """Nothing any more, when there is no text."""
        self.banner.set_text(text)
        if text:
            self.banner.appear()
        else:
            self.banner.hide()
