"""`arrimage backup` and `arrimage restore`: a checked copy of a house, and putting one back."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from facilitator_app import cli_opening
from facilitator_app.domain.refusal import Refusal


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    backup = commands.add_parser("backup", help="sauvegarde une base, et vérifie la sauvegarde en l’ouvrant")
    cli_opening.about_a_house(backup)
    backup.add_argument("--to", type=Path, metavar="DOSSIER", help="sinon, dans le dossier des sauvegardes de la base")
    backup.set_defaults(act=_back_up)
    restore = commands.add_parser("restore", help="remet une sauvegarde à la place de la base, gardée à côté")
    cli_opening.about_a_house(restore)
    restore.add_argument("--from", dest="copy", type=Path, required=True, metavar="SAUVEGARDE")
    restore.add_argument(
        "--dry-run", action="store_true", help="dit seulement ce qu’elle contient et ce qui se perdrait"
    )
    restore.set_defaults(act=_restore)


def _back_up(asked: argparse.Namespace) -> int:
    from facilitator_app.database import backups

    if asked.to is not None and cli_opening.is_there(asked.to):
        raise Refusal.because(f"« {asked.to.name} » est un fichier. Indiquez un dossier, par exemple Sauvegardes.")
    with cli_opening.house(asked) as house:
        if asked.to is not None:
            cli_opening.make_folder(asked.to)
        copy = backups.back_up(house.path, "a-la-demande", house.key, to=asked.to)
    print(f"Sauvegarde vérifiée : {copy}")
    return 0


def _restore(asked: argparse.Namespace) -> int:
    from facilitator_app.database import forgetting, location, restoring
    from facilitator_app.database.lock import FileLock
    from facilitator_app.database.troubles import said_in_french
    from facilitator_app.use_cases.personal_data import erasure

    path, copy = asked.database, asked.copy
    cli_opening.refuse_folder(path)
    cli_opening.refuse_folder(copy)
    if not cli_opening.is_there(copy):
        raise Refusal.because(f"La sauvegarde « {copy.name} » n’existe pas. Vérifiez son nom et son dossier.")
    if path.exists() and path.samefile(copy):
        raise Refusal.because("La base et la sauvegarde sont le même fichier. Indiquez une de ses sauvegardes.")
    location.refuse_unsafe(path)
    key = cli_opening.key_of(copy, asked)
    restoring.refuse_another_file(path, key)
    seen = restoring.preview(path, copy, key)
    if asked.dry_run:
        _describe(seen)
        return 0
    lock = FileLock(path)
    with said_in_french():
        lock.take()
    try:
        _describe(seen)
        people = forgetting.ledger_of(path, key)
        again = partial(forgetting.forget_in, key=key, people=people, forget=erasure.replay)
        aside = restoring.restore(path, copy, key, before_swap=again)
    finally:
        lock.give_back()
    print(f"La sauvegarde est en place. L’ancienne base est gardée : {aside}" if aside.exists() else "C’est fait.")
    return 0


def _describe(seen: Any) -> None:
    when = f"Sauvegarde du {seen.taken:%d/%m/%Y à %H:%M}" if seen.taken else "Sauvegarde de date inconnue"
    print(
        f"{when} : {seen.beneficiaries} personnes, {seen.contracts} marchés, {seen.lots} lots, "
        f"{seen.placements} parcours."
    )
    if seen.lost is None:
        print("La base actuelle ne se lit pas : ce qui serait perdu ne peut pas être dit.")
    elif seen.lost:
        print(f"Actions faites depuis, qui n’y sont pas : {seen.lost}")
        for label in seen.lost_gestures:
            print(f"  – {label}")
    else:
        print("Rien n’a été fait depuis.")
