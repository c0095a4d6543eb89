"""Computing the best overall allocation off the window's thread, showing it, applying what is chosen of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.background import Background
from facilitator_app.ui.matching.compare_dialog import CompareDialog
from facilitator_app.ui.matching.side_panel import OverallCard
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.overall import Change, Overall, apply_overall, overall

COMPUTED_UNASKED = 500_000
"""Pairs of a person and a need, looked at in a fraction of a second."""


class Spreading(QObject):
    """Keeps the last allocation computed; nothing is applied without a click."""

    refused = Signal(object)

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._page = workspace, page
        self._compare_when_ready = self._out_of_date = False
        self.found: Overall | None = None
        self.background = Background(self)
        self.card = OverallCard()
        self.card.compare.clicked.connect(self.compare)
        self.background.finished.connect(self._computed)
        self.background.failed.connect(self.fail)
        workspace.changed.connect(self._age)

    def begin(self, pairs: int) -> None:
        """Compute for the first time, unless so many people for so many needs would take long: it is then waited for.

        `pairs` is how many people there are for all the needs together.
        """
        if pairs <= COMPUTED_UNASKED:
            self.compute()
        else:
            self.card.show_nothing(
                "Cherche la meilleure répartition des personnes sur tous les postes ouverts. Avec autant de personnes "
                "et de besoins, le calcul dure quelques secondes\u00a0: lancez-le avec «\u00a0Répartir tous les "
                "besoins\u00a0»."
            )

    def compute(self) -> None:
        """Compute again; does nothing while a computation is under way."""
        if not self.background.busy:
            self._out_of_date = False
            self.background.start(self._computing, "Répartition des besoins")

    def compute_and_compare(self) -> None:
        """Compute, then show what it would change."""
        self._compare_when_ready = True
        self.compute()

    def compare(self) -> None:
        """Show what the last allocation would change; computed again if anything was written since."""
        if self._out_of_date:
            self.compute_and_compare()
        elif self.found and self.found.changes:
            dialog = CompareDialog(self._workspace.names.within(self.found), self._page.window())
            dialog.applied.connect(self._apply)
            dialog.open()

    def _age(self) -> None:
        self._out_of_date = True

    def _computing(self) -> Generator[tuple[int, int], None, Overall]:
        yield 0, 1
        with self._workspace.reading() as session:
            return overall(session, self._workspace.today())

    def _computed(self, found: Overall) -> None:
        self.found = found
        self.card.show_overall(found, dt.datetime.combine(self._workspace.today(), dt.datetime.now().time()))
        if self._compare_when_ready:
            self._compare_when_ready = False
            self.compare()

    def fail(self, error: Exception) -> None:
        """Nothing here can be refused: what fails is a fault, and goes where faults go."""
        raise error

    def _apply(self, chosen: list[Change]) -> None:
        try:
            self._workspace.do(apply_overall, chosen, self._workspace.today())
        except Refusal as refusal:
            self.refused.emit(refusal)
        self.compute()
