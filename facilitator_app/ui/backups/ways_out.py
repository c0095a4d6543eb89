"""What is offered when a house cannot be opened where or as it is: a copy of before, or a copy of it on this PC."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator_app.places import data_folder
from facilitator_app.ui import dialogs
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.copies import Copies


def come_back(window: QWidget, copies: Copies, backup: Path | None) -> bool:
    """Offer a sound copy in the place of a damaged file; True once it is there. Raises Refusal when it cannot be."""
    chosen = backup or _choose(window, copies)
    if chosen is None:
        return False
    seen = copies.preview(chosen)
    said = [f"La sauvegarde «\u00a0{chosen.name}\u00a0» est saine.", *words.held(seen), words.lost(seen)]
    effect = " ".join([*said, "Le fichier abîmé sera gardé à côté."])
    if not dialogs.confirm(window, "Cette base est abîmée.", effect, "Reprendre la sauvegarde", "Quitter"):
        return False
    copies.restore(chosen)
    return True


def copy_here(window: QWidget, copies: Copies, why: str) -> Path | None:
    """Offer to copy the file to this PC; where the copy is, None when not wanted. Raises Refusal when it cannot be."""
    folder = data_folder()
    if not dialogs.confirm(
        window,
        "Cette base ne peut pas être ouverte là où elle est.",
        f"{why} Arrimage peut en faire une copie vérifiée dans «\u00a0{folder}\u00a0» et l’ouvrir. Le fichier "
        "d’origine n’est pas modifié\u00a0: n’y travaillez plus ensuite.",
        "Copier la base sur ce poste",
        "Fermer",
    ):
        return None
    return copies.copy_to_this_pc(folder)


def is_read_only(path: Path) -> bool:
    """Whether a file that is there cannot be worked in: a protected stick, a folder without the right to write."""
    return path.is_file() and not (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK))


def _choose(window: QWidget, copies: Copies) -> Path | None:
    if not dialogs.confirm(
        window,
        "Cette base est abîmée et n’a pas été modifiée.",
        "Aucune sauvegarde saine n’a été trouvée sur ce poste. S’il y en a une sur une clé USB ou dans un dossier "
        "partagé, choisissez-la\u00a0; sinon, adressez ce fichier à votre service informatique.",
        "Choisir une sauvegarde…",
        "Quitter",
    ):
        return None
    return dialogs.choose_file(window, "Choisir une sauvegarde", "Sauvegardes d’Arrimage (*.db)", copies.path.parent)
