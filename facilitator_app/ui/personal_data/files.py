"""Writing what the law asks for into a folder the user chooses: a whole file, the register, who was in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui import dialogs
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import breach, handing_over, register
from facilitator_app.use_cases.personal_data.register import Paper

_BASES = "Bases d’Arrimage (*.db)"


def hand_over(parent: QWidget, workspace: Workspace, person: Key) -> str:
    """What was written, in a sentence; nothing when the user gave up. Raises Refusal, as do the others."""
    folder = dialogs.choose_folder(parent, "Dossier où écrire le dossier complet", usual_folder())
    if folder is None:
        return ""
    readable, complete = workspace.do(handing_over.hand_over, person, _now(workspace), folder)
    return f"{readable.name} et {complete.name} sont écrits. Remettez-les en main propre, puis supprimez-les."


def save_papers(parent: QWidget, workspace: Workspace) -> str:
    """The register entry and the impact assessment, each to read and to complete."""
    folder = dialogs.choose_folder(parent, "Dossier du registre et de l’analyse d’impact", usual_folder())
    if folder is None:
        return ""
    encrypted = workspace.database.key is not None
    for paper in Paper:
        with workspace.reading() as session:
            register.save_to(session, paper, workspace.today(), folder, encrypted=encrypted)
    return (
        f"Le registre et l’analyse d’impact sont dans {folder.name or folder}. Complétez les fichiers ODT et "
        "faites-les valider par votre DPO."
    )


def list_exposed(parent: QWidget, workspace: Workspace) -> str:
    """Who is in the house's file or in one of its copies, for a notification."""
    of_house = dialogs.confirm(
        parent,
        "Quel fichier a été perdu ou vu\u00a0?",
        "La liste nomme chaque personne et les catégories de données la concernant. Elle se fait sur la base "
        "d’aujourd’hui, ou sur une sauvegarde que vous choisissez.",
        "La base d’aujourd’hui",
        "Une sauvegarde…",
    )
    copy = (
        None if of_house else dialogs.choose_file(parent, "Sauvegarde perdue", _BASES, workspace.database.path.parent)
    )
    if not of_house and copy is None:
        return ""
    folder = dialogs.choose_folder(parent, "Dossier de la liste", usual_folder())
    if folder is None:
        return ""
    name = (copy or workspace.database.path).name
    if copy is None:
        written = workspace.ask(breach.save_to, name, _now(workspace), folder)
    else:
        written = workspace.ask_copy(copy, breach.save_to, name, _now(workspace), folder)
    return f"{written.pdf.name} et {written.table.name} sont écrits. Supprimez-les après usage."


def usual_folder() -> Path:
    """Documents, as the computer calls it."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _now(workspace: Workspace) -> dt.datetime:
    return dt.datetime.combine(workspace.today(), dt.datetime.now().time()).astimezone()
