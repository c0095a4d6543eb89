"""What is done to everybody of a list: asked first, then done off the window's thread, be it half of the file."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import counted, plural
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Job
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.personal_data.words import the_files
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import erasure, retention

Steps = Generator[tuple[int, int], None, tuple[str, str] | None]
"""Ends with the tone and the text of what there is to say, if anything."""


def archive(parent: QWidget, workspace: Workspace, people: list[Key]) -> Job | None:
    """The job, once confirmed."""
    files = the_files(len(people))
    leave = f"Elle{plural(len(people))} {'quittent' if len(people) > 1 else 'quitte'}"
    if not dialogs.confirm(
        parent,
        f"Archiver {files}\u00a0?",
        f"{leave} les listes\u00a0; leurs heures restent comptées. Ce geste pourra être annulé.",
        f"Archiver {files}",
    ):
        return None
    return partial(_archiving, workspace, people)


def anonymise(parent: QWidget, workspace: Workspace, people: list[Key]) -> Job | None:
    """The job, once confirmed; it goes on in the copies, unless told otherwise."""
    files = the_files(len(people))
    if not dialogs.confirm(
        parent,
        f"Anonymiser {files} pour toujours\u00a0?",
        "Noms, coordonnées, remarques et historique seront effacés. Les heures et les totaux restent. Ce geste ne "
        "peut pas être annulé. Les documents enregistrés dans vos dossiers ne sont pas touchés\u00a0: "
        "supprimez-les vous-même.",
        f"Anonymiser {files}",
    ):
        return None
    copies = workspace.copies()
    if copies and not dialogs.confirm(
        parent,
        f"Effacer aussi dans {counted(len(copies), 'sauvegarde')}\u00a0?",
        "Sinon, ces personnes y restent nommées jusqu’à leur remplacement, dans six mois au plus. Une sauvegarde "
        "reprise les oublie de toute façon.",
        "Effacer aussi",
        "Pas dans les sauvegardes",
    ):
        return partial(_forgetting, workspace, people, None)
    return partial(_forgetting, workspace, people, copies)


def _archiving(workspace: Workspace, people: list[Key]) -> Steps:
    yield 0, 1
    workspace.do_behind(retention.archive_due, people, workspace.today())
    return None


def _forgetting(workspace: Workspace, people: list[Key], copies: list[Path] | None) -> Steps:
    """Forget in the file, then in each copy."""
    with workspace.transaction() as session:
        erasure.anonymise(session, people, workspace.today())
    workspace.drop_passing_files()
    if copies is None:
        return "info", "Ces personnes sont anonymisées\u00a0; les sauvegardes les nomment encore, six mois au plus."
    house = workspace.database
    Copies(house.path, house.key).owe_forgetting()  # also where no copy can be reached today
    left: list[Path] = []
    for place, copy in enumerate(copies):
        yield place, len(copies)
        if not workspace.forget_in_copy(copy):
            left.append(copy)
    yield len(copies), len(copies)
    if left:
        names = ", ".join(copy.name for copy in left[:3])
        many = counted(len(left), "sauvegarde illisible", "sauvegardes illisibles")
        return "warning", f"{many} à supprimer de votre main\u00a0: {names}."
    if any(not place.is_dir() for place in workspace.other_places):
        return "info", (
            "Ces personnes ne sont plus nommées sur ce poste\u00a0; les copies du deuxième endroit les oublieront "
            "dès qu’il sera rebranché."
        )
    return "success", "Ces personnes ne sont plus nommées dans aucun fichier d’Arrimage."
