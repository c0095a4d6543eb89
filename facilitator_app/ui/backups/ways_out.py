"""What is offered when a house cannot be opened where or as it is: a copy of before, or a copy of it on this PC.

Nothing is raised to the caller: what does not work is told in the window, whatever was to follow.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.places import data_folder
from facilitator_app.ui import dialogs
from facilitator_app.ui.backups import words
from facilitator_app.ui.backups.copies import Copies


def come_back(window: QWidget, copies: Copies, backup: Path | None) -> bool:
    """Offer a sound copy in the place of a damaged file; True once it is there."""
    try:
        return _come_back(window, copies, backup)
    except Refusal as refusal:
        dialogs.tell(window, "La sauvegarde n’a pas pu être reprise.", str(refusal))
        return False


def open_elsewhere(window: QWidget, copies: Copies, why: str, *, misplaced: bool) -> Path | None:
    """Say why the file is not opened; where it may be opened instead, once copied there."""
    path = copies.path
    try:
        if path.is_file() and (misplaced or _is_read_only(path)):
            return _copy_here(window, copies, why)
        dialogs.tell(window, "Cette base ne peut pas être ouverte.", why)
    except Refusal as trouble:
        dialogs.tell(window, "La base n’a pas pu être copiée sur ce poste.", str(trouble))
    return None


def restore(window: QWidget, copies: Copies, copy: Path, key: bytes | None) -> None:
    """Put this copy in the place of the file, and say where the file of before is kept."""
    try:
        aside = copies.restore(copy, key)
    except Refusal as refusal:
        dialogs.tell(window, "La sauvegarde n’a pas pu être reprise.", str(refusal))
    else:
        said = f"L’ancienne base est gardée à côté\u00a0: «\u00a0{aside.name}\u00a0»."
        dialogs.tell(window, "La sauvegarde est en place.", said)


def _come_back(window: QWidget, copies: Copies, backup: Path | None) -> bool:
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


def _copy_here(window: QWidget, copies: Copies, why: str) -> Path | None:
    """Offer to copy the file to this PC; where the copy is, None when not wanted."""
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


def _is_read_only(path: Path) -> bool:
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
