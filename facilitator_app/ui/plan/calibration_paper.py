"""The sheet of a calibration: looked at first; printed or saved, it is kept in the register."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.moment import moment
from facilitator_app.ui.returns.paper_window import PaperWindow
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.calibrations import Version
from facilitator_app.use_cases.documents import calibration_sheet


class CalibrationPaper(QObject):
    """Of a lot, or of a lot foreseen."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._printed: Version | None = None

    def show(self, version: Version) -> None:
        try:
            pdf = self._workspace.ask(calibration_sheet.calibration_pdf, version.version_id, moment(self._workspace))
        except Refusal as refusal:
            dialogs.tell(self._page, "La fiche ne peut pas être préparée.", str(refusal))
            return
        self._printed = version
        title, name = f"Fiche de calibrage n°\u00a0{version.number}", f"calibrage version {version.number}"
        paper = PaperWindow(self._page, self._workspace.names, title, pdf, name)
        paper.left.connect(self._issue)
        paper.open()

    def _issue(self, _means: str) -> None:
        if self._printed is not None:
            self._workspace.do(calibration_sheet.issue_calibration, self._printed.version_id, moment(self._workspace))
