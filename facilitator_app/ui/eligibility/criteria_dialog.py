"""Paramètres: the criteria of eligibility of the house, with the documents it accepts and how old they may be."""

from __future__ import annotations

import dataclasses
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.categories import Category, CategoryGroup, Public
from facilitator_app.domain.eligibility_file import read_proof, written_proof
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.fields import CheckField, ChoiceField, IntegerField, LinesField, TextField
from facilitator_app.ui.forms.form_dialog import FormDialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import eligibility_categories

ARTICLES = (("l’", "l’"), ("le ", "le"), ("la ", "la"), ("les ", "les"), ("", "aucun"))
_NEW = Category("", "", "", "l’", "", group=CategoryGroup.SITUATION)


class CriteriaDialog(Dialog):
    """The list; Entrée corrects a criterion. One that is noted in files is closed rather than removed."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.setWindowTitle("Critères d’éligibilité")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._model: RowsModel[Category] = RowsModel(_columns(), key=lambda category: category.code)
        self.table = Table(self._model, "Critères d’éligibilité")
        self.table.activated_row.connect(self.edit)
        self._banner = Banner("danger", "")
        self._banner.hide()
        self._add, self._edit = ActionButton("&Nouveau critère", "plus"), ActionButton("&Modifier", "pencil")
        self._remove, close = ActionButton("&Retirer", "trash-2"), ActionButton("Fermer", primary=True)
        self._add.clicked.connect(self.add)
        self._edit.clicked.connect(self._edit_current)
        self._remove.clicked.connect(self.remove)
        close.clicked.connect(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addWidget(Label("Critères d’éligibilité", "sheet"))
        advice = "Ils jugent les contrats de travail à venir\u00a0: les autres gardent ce qui a été constaté alors."
        whole.addWidget(Label(advice, "second", wrap=True))
        whole.addWidget(self._banner)
        whole.addWidget(self.table, 1)
        foot = QHBoxLayout()
        for button in (self._add, self._edit, self._remove):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(close)
        whole.addLayout(foot)
        room = parent.window().height() if parent else 760
        self.resize(scaled(1240), min(scaled(700), max(room - 40, 420)))
        workspace.changed.connect(self._refresh)
        self._refresh(frozenset({"eligibility_category"}))
        self.table.select_place(0)
        self.table.setFocus()

    def add(self) -> None:
        CriterionForm(self, self._workspace, _NEW).open()

    def edit(self, category: Category) -> None:
        CriterionForm(self, self._workspace, category).open()

    def remove(self) -> None:
        """Take the criterion of the current line out, or say why it can only be closed."""
        category = self.table.current_row()
        if category is None:
            return
        try:
            self._workspace.do(eligibility_categories.remove, category.code)
        except Refusal as refusal:
            self._banner.set_text(str(refusal))
            self._banner.appear()
        else:
            self._banner.hide()

    def _edit_current(self) -> None:
        if (category := self.table.current_row()) is not None:
            self.edit(category)

    def _refresh(self, tables: frozenset[str]) -> None:
        if "eligibility_category" in tables:
            self._model.show(self._workspace.ask(eligibility_categories.categories))


class CriterionForm(FormDialog):
    """One criterion."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, category: Category) -> None:
        super().__init__(parent, "Critère d’éligibilité", page_columns=1)
        self.find_again(workspace, category.code)
        self._workspace, self._category = workspace, category
        form = self.form
        form.section("Critère")
        form.add("label", "&Libellé", TextField(longest=160), required=True, span=2)
        form.add("test", "&Condition", TextField(longest=400), span=2)
        groups = [(group, group.label) for group in CategoryGroup if group is not CategoryGroup.PROTECTED]
        form.add("group", "&Famille", ChoiceField(groups), help="La voie en dépend\u00a0: critère, structure ou avis")
        form.add("public", "P&ublic compté", ChoiceField([(public, public.label) for public in Public], empty="Aucun"))
        form.add("from_age", "À partir de, en ans", IntegerField(14, 100))
        form.add("below_age", "Avant, en ans", IntegerField(14, 100))
        form.section("Pièces acceptées")
        form.add("article", "Article", ChoiceField(ARTICLES))
        form.add("proof", "&Pièce", TextField(longest=200), required=True)
        form.add("proof_months", "Âge au plus, en &mois", IntegerField(1, 120), help="Vide\u00a0: sans limite")
        form.add("has_end", "Validité", CheckField("La pièce porte une date de fin"))
        other = "Une par ligne, avec son âge en mois. Exemple\u00a0: historique d’inscription ; 12"
        form.add("other_proofs", "&Autres pièces", LinesField(3), help=other, span=2)
        form.section("Durée")
        form.add("months", "Durée propre, en mois", IntegerField(1, 120), help="Vide\u00a0: celle des règles")
        form.add("while_valid", "Durée de la pièce", CheckField("Tant que la pièce est valable"))
        form.add("optional", "Liste du CCAG", CheckField("Hors de la liste"))
        form.add("closed", "Usage", CheckField("Fermé\u00a0: n’est plus proposé"))
        values = {field.name: getattr(category, field.name) for field in dataclasses.fields(category)}
        form.set_values(values | {"other_proofs": "\n".join(map(written_proof, category.other_proofs))})

    def keep(self, values: dict[str, Any]) -> str:
        lines = [line for line in values["other_proofs"].splitlines() if line.strip()]
        wanted = dataclasses.replace(self._category, **values | {"other_proofs": tuple(map(read_proof, lines))})
        return self._workspace.do(eligibility_categories.save, wanted)


def _columns() -> list[Column[Category]]:
    return [
        Column(
            "Critère", lambda category: category.label, second=lambda category: category.test, strong=True, stretch=True
        ),
        Column("Famille", lambda category: category.group.label, width=190, hidden_below=1000),
        Column("Pièce", _proofs, width=290, hidden_below=560),
        Column(
            "De moins de",
            lambda category: f"{category.proof_months}\u00a0mois" if category.proof_months else "–",
            lambda category: category.proof_months or 0,
            width=100,
        ),
        Column(
            "État",
            _state,
            tone=lambda category: "neutral" if category.closed or category.optional else "success",
            badge=True,
            width=112,
        ),
    ]


def _state(category: Category) -> str:
    return "Fermé" if category.closed else "Facultatif" if category.optional else "Ouvert"


def _proofs(category: Category) -> str:
    more = len(category.other_proofs)
    return category.proof[:1].upper() + category.proof[1:] + (f" (+ {more})" if more else "")
