"""What goes with a criterion besides its document: the structure and its PASS IAE, or the opinion and its author."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.domain.beneficiary import StructureKind
from facilitator_app.domain.categories import Category, Way
from facilitator_app.domain.insertion_pass import INSERTION_PASS
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.ui.fields import ChoiceField, DateField, TextField
from facilitator_app.ui.widgets import ProblemLine, set_flag
from facilitator_app.use_cases.beneficiary_draft import ProofDraft


def details_of(category: Category) -> CriterionDetails | None:
    """None for a criterion whose document says everything."""
    if category.way is Way.STRUCTURE and protection_of(category.code) is None:  # of a protected one nothing is kept
        return CriterionDetails(category, _of_structure(category))
    if category.way is Way.OPINION:
        author = TextField("Qui a signé l’avis", longest=160)
        text = TextField("Avis motivé, en quelques phrases", longest=1000)
        return CriterionDetails(category, {"opinion_by": ("Auteur de l’avis", author), "opinion": ("Avis", text)})
    return None


class CriterionDetails(QWidget):
    """Its fields are those of `ProofDraft`, two side by side."""

    changed = Signal()

    def __init__(self, category: Category, fields: dict[str, tuple[str, QWidget]]) -> None:
        super().__init__()
        self._fields: dict[str, Any] = {name: field for name, (_, field) in fields.items()}
        self._lines = {name: ProblemLine() for name in fields}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (name, (words, field)) in enumerate(fields.items()):
            field.setAccessibleName(f"{words}\u00a0: {category.label}")
            field.setToolTip(words)
            grid.addWidget(field, 2 * (place // 2), place % 2)
            grid.addWidget(self._lines[name], 2 * (place // 2) + 1, place % 2, Qt.AlignmentFlag.AlignTop)
            field.changed.connect(partial(self._edited, name))  # type: ignore[attr-defined]  # every field has it

    def show_problems(self, said: Mapping[str, str]) -> QWidget | None:
        """Put each sentence under its field, by the field's name; returns the first field concerned."""
        for name, line in self._lines.items():
            say_under(self._fields[name], line, said.get(name, ""))
        return next((self._fields[name] for name in self._fields if name in said), None)

    def problems_shown(self) -> list[str]:
        return [line.text() for line in self._lines.values() if line.text()]

    def _edited(self, name: str) -> None:
        """A message goes as soon as its field is being corrected."""
        say_under(self._fields[name], self._lines[name], "")
        self.changed.emit()

    def stops(self) -> tuple[QWidget, ...]:
        return tuple(self._fields.values())

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self._fields.items()}

    def fill(self, draft: ProofDraft) -> None:
        for name, field in self._fields.items():
            field.set_value(getattr(draft, name))


def say_under(field: QWidget, line: ProblemLine, text: str) -> None:
    """Show a sentence under a field, and say it to a screen reader that comes to the field."""
    line.set_text(text)
    field.setAccessibleDescription(text)
    set_flag(field, "problem", bool(text))


def _of_structure(category: Category) -> dict[str, tuple[str, QWidget]]:
    kinds = ChoiceField([(kind, kind.label) for kind in StructureKind], empty="Type de structure")
    fields: dict[str, tuple[str, QWidget]] = {
        "structure_kind": ("Type de structure", kinds),
        "structure": ("Structure", TextField("Nom de la structure", longest=120)),
        "agreement": ("Conventionnement", TextField("Conventionnement ou agrément", longest=60)),
    }
    if category.code == INSERTION_PASS:
        since = DateField()
        since.setPlaceholderText("PASS à partir du")
        fields["pass_number"] = ("Numéro de PASS IAE", TextField("PASS IAE, 12 chiffres", longest=20))
        fields["valid_from"] = ("Début du PASS IAE", since)
    return fields
