"""Help that works without a network: the page's own, the list of shortcuts, and what the program is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app import __version__
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.widgets import ActionButton, KeyHint, Label, scrolled

SHORTCUTS = (
    ("Ctrl+K", "Tout trouver\u00a0: une personne, un lot, une commande"),
    ("Ctrl+N", "Nouveau, selon la page"),
    ("Ctrl+F", "Filtrer la liste affichée"),
    ("Ctrl+S", "Enregistrer"),
    ("Ctrl+Entrée", "Valider le mois, la proposition ou l’import"),
    ("Ctrl+H", "Saisie des heures"),
    ("Ctrl+P", "Aperçu et impression"),
    ("Ctrl+Z", "Annuler le dernier geste"),
    ("Ctrl+Y", "Rétablir"),
    ("Ctrl+C", "Copier la ligne ou la sélection"),
    ("F1", "Aide de la page"),
    ("F2", "Modifier la cellule ou la fiche"),
    ("F5", "Actualiser"),
    ("F6", "Zone suivante de la page"),
    ("F8", "Anomalie suivante"),
    ("F9", "Relevé reçu, à côté des heures"),
    ("F11", "Plein écran"),
    ("Alt+←", "Page précédente"),
    ("Alt+→", "Page suivante"),
    ("Ctrl++", "Agrandir le texte"),
    ("Ctrl+-", "Réduire le texte"),
    ("Échap", "Fermer, renoncer"),
)
SHORT, LONG = 280, 640  # pixels at the usual text size
NO_HELP = (
    "Toutes les commandes de cette page se trouvent aussi dans les menus. "
    "Ctrl+K trouve une personne, un lot ou une commande par son nom."
)


def show_page_help(parent: QWidget, title: str, text: str) -> QDialog:
    return _show(parent, title, _text(text or NO_HELP), SHORT)


def show_shortcuts(parent: QWidget) -> QDialog:
    keys = QWidget()
    grid = QGridLayout(keys)
    grid.setColumnStretch(1, 1)
    for place, (written, does) in enumerate(SHORTCUTS):
        grid.addWidget(KeyHint(written), place, 0)
        grid.addWidget(Label(does), place, 1)
    return _show(parent, "Raccourcis", keys, LONG)


def show_about(parent: QWidget) -> QDialog:
    text = (
        f"Arrimage {__version__}\n\n"
        "Pour les facilitatrices et facilitateurs de la clause sociale d’insertion. "
        "Les données restent sur ce poste.\n\n"
        "Logiciel libre sous licence EUPL 1.2. Police Inter (SIL OFL), police DejaVu, icônes Lucide (ISC), Qt (LGPL)."
    )
    return _show(parent, "À propos d’Arrimage", _text(text), SHORT)


def _text(text: str) -> Label:
    label = Label(text, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    return label


def _show(parent: QWidget, title: str, content: QWidget, height: int) -> QDialog:
    dialog = Dialog(parent)
    dialog.setWindowTitle(title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(18, 14, 18, 14)
    whole.setSpacing(10)
    whole.addWidget(Label(title, "sheet"))
    whole.addWidget(scrolled(content), 1)
    close = ActionButton("Fermer", primary=True)
    close.clicked.connect(dialog.reject)
    foot = QHBoxLayout()
    foot.addStretch()
    foot.addWidget(close)
    whole.addLayout(foot)
    dialog.resize(scaled(520), min(scaled(height), parent.height() - 40))
    dialog.open()
    return dialog
