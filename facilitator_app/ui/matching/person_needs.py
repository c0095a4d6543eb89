"""The open needs ranked for one person: where one starts from her sheet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.matching.people_painting import written
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.matching.ranking import NeedFit, needs_for


def _about(fit: NeedFit) -> str:
    if fit.score is None:
        return " ".join(fit.reasons)
    return "   ".join(part for part in (written("+", fit.pluses), written("–", fit.minuses)) if part)


COLUMNS: tuple[Column[NeedFit], ...] = (
    Column(
        "Besoin", lambda fit: fit.title, strong=True, width=260,
        second=lambda fit: f"{fit.code} · {fit.starts_on:%d/%m} · {fit.company}",
    ),
    Column("Pourquoi", _about, tooltip=_about, stretch=True),
    Column("Suite", lambda fit: fit.state.label if fit.state else "", width=110),
    Column(
        "Note", lambda fit: str(fit.score.total) if fit.score else "–", number=True,
        sort_key=lambda fit: fit.score.total if fit.score else None,
    ),
)  # fmt: skip


class PersonNeeds(QWidget):
    """Enter on a need goes to its ranking, with the person selected."""

    need_chosen = Signal(str, str)
    left = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._person = Key("")
        self._title = Label("", "sheet")
        back = ActionButton("&Revenir aux besoins", "arrow-left")
        back.clicked.connect(self.left)
        self._model: RowsModel[NeedFit] = RowsModel(COLUMNS, key=lambda fit: fit.need_id)
        self.table = Table(self._model, "Besoins ouverts, du plus adapté au moins adapté")
        self.table.activated_row.connect(self._choose)
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(8)
        whole.addLayout(top)
        whole.addWidget(Label("Entrée ouvre le classement du besoin, la personne y est déjà choisie.", "second"))
        whole.addWidget(self.table, 1)

    def show_person(self, person: Key) -> None:
        """Raises Refusal when the person is no longer followed."""
        name, fits = self._workspace.show(needs_for, person, self._workspace.today())
        self._person = person
        suited = sum(fit.score is not None for fit in fits)
        self._title.setText(f"{name}\u00a0: {suited} besoin{'s' if suited > 1 else ''} sur {len(fits)}")
        self._model.show(fits)
        if fits:
            self.table.select_place(0)

    def _choose(self, fit: NeedFit) -> None:
        self.need_chosen.emit(fit.need_id, self._person)
