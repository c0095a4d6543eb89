"""What goes with a criterion besides its document: the structure and its PASS IAE, or the opinion and its author."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator_app.domain.beneficiary import StructureKind
from facilitator_app.domain.categories import Category, Way
from facilitator_app.ui.fields import ChoiceField, DateField, TextField
from facilitator_app.use_cases.beneficiary_draft import ProofDraft


def details_of(category: Category) -> CriterionDetails | None:
    """None for a criterion whose document says everything."""
    if category.way is Way.STRUCTURE:
        return CriterionDetails(category, _of_structure(category))
    if category.way is Way.OPINION:
        author, text = TextField("Qui a signé l’avis", longest=160), TextField("Avis motivé, en quelques phrases")
        text.setMaxLength(1000)
        return CriterionDetails(category, {"opinion_by": ("Auteur de l’avis", author), "opinion": ("Avis", text)})
    return None


class CriterionDetails(QWidget):
    """Its fields are those of `ProofDraft`, two side by side."""

    changed = Signal()

    def __init__(self, category: Category, fields: dict[str, tuple[str, QWidget]]) -> None:
        super().__init__()
        self._fields: dict[str, Any] = {name: field for name, (_, field) in fields.items()}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (words, field) in enumerate(fields.values()):
            field.setAccessibleName(f"{words}\u00a0: {category.label}")
            field.setToolTip(words)
            field.changed.connect(self.changed)  # type: ignore[attr-defined]  # every field has this signal
            grid.addWidget(field, place // 2, place % 2)

    def stops(self) -> tuple[QWidget, ...]:
        return tuple(self._fields.values())

    def values(self) -> dict[str, Any]:
        return {name: field.value() for name, field in self._fields.items()}

    def fill(self, draft: ProofDraft) -> None:
        for name, field in self._fields.items():
            field.set_value(getattr(draft, name))


def _of_structure(category: Category) -> dict[str, tuple[str, QWidget]]:
    kinds = ChoiceField([(kind, kind.label) for kind in StructureKind], empty="Type de structure")
    fields: dict[str, tuple[str, QWidget]] = {
        "structure_kind": ("Type de structure", kinds),
        "structure": ("Structure", TextField("Nom de la structure", longest=120)),
        "agreement": ("Conventionnement", TextField("Numéro de conventionnement", longest=60)),
    }
    if category.code == "IAE":
        since = DateField()
        since.setPlaceholderText("PASS à partir du")
        fields["pass_number"] = ("Numéro de PASS IAE", TextField("PASS IAE, 12 chiffres", longest=20))
        fields["valid_from"] = ("Début du PASS IAE", since)
    return fields
