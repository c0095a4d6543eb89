"""How a command opens a house: which file, and the phrase or the paper key of an encrypted one.

A secret is read from the terminal or from a file descriptor, never from an
argument: arguments are seen by every program of the machine and kept in the
shell's history.
"""

from __future__ import annotations

import argparse
import contextlib
import glob
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator_app.domain.backup_reasons import Reason
from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from facilitator_app.database.connection import Database

_LONGEST_SECRET = 4_096  # bytes


def about_a_house(command: argparse.ArgumentParser) -> None:
    """The options of every command that opens a house."""
    command.add_argument("--database", type=Path, required=True, metavar="FICHIER")
    about_its_key(command)


def about_its_key(command: argparse.ArgumentParser) -> None:
    secret = command.add_argument_group("base chiffrée", "La phrase est demandée au terminal, sinon lue :")
    secret.add_argument("--passphrase-fd", type=int, metavar="N", help="lit la phrase sur ce descripteur (0 : entrée)")
    secret.add_argument("--person", metavar="NOM", help="dont on donne la phrase ; inutile si une seule personne ouvre")
    secret.add_argument("--recovery-key", action="store_true", help="on donne la clé de secours au lieu d’une phrase")


@contextlib.contextmanager
def house(asked: argparse.Namespace) -> Iterator[Database]:
    """The house of a command, open for its time. Raises Refusal in one sentence when it cannot be."""
    refuse_absent(asked.database)
    with _opened(asked.database, key_of(asked.database, asked)) as house:
        yield house


@contextlib.contextmanager
def house_to_fill(asked: argparse.Namespace, filled: Callable[[], bool]) -> Iterator[Database]:
    """The house into which files are imported, copied first. A new one stays only if something came in."""
    from facilitator_app.database import backups, location
    from facilitator_app.database.troubles import said_in_french

    path: Path = asked.database
    if os.path.exists(path):
        with house(asked) as known:
            backups.back_up(path, Reason.IMPORT, known.key)
            yield known
        return
    location.refuse_unsafe(path)
    made = [folder for folder in (path.parent, *path.parent.parents) if not os.path.exists(folder)]
    with said_in_french():
        location.make_room(path)
    unfinished = path.with_name(f"{path.stem}-{os.getpid()}-inachevee.db")
    try:
        with _opened(unfinished, None) as new:
            yield new
        if filled():
            unfinished.replace(path)
    finally:
        for leftover in path.parent.glob(f"{glob.escape(unfinished.stem)}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()
        with contextlib.suppress(OSError):  # those that hold something stay
            for folder in made:
                folder.rmdir()


@contextlib.contextmanager
def _opened(path: Path, key: bytes | None) -> Iterator[Database]:
    from facilitator_app.database.opening import open_house
    from facilitator_app.use_cases.reference import tables as reference_tables

    opened = open_house(path, author=_who(), key=key)
    reference_tables.look_in(opened.reading)
    try:
        yield opened
    finally:
        reference_tables.look_in(None)
        opened.close()


def refuse_absent(path: Path) -> None:
    """Raises Refusal for what is not a house's file, before anything is written."""
    refuse_folder(path)
    if not is_there(path):
        raise Refusal.because(f"Le fichier « {path.name} » n’existe pas. Vérifiez son nom et son dossier.")
    if path.stat().st_size == 0:
        raise Refusal.because(f"Le fichier « {path.name} » est vide : ce n’est pas une base d’Arrimage.")


def refuse_folder(path: Path) -> None:
    """Raises Refusal for a folder, a pipe or a device in the place of a file."""
    if os.path.isdir(path):
        raise Refusal.because(f"« {path} » est un dossier. Indiquez le fichier de la base : {path / 'arrimage.db'}.")
    if os.path.exists(path) and not is_there(path):
        raise Refusal.because(f"« {path.name} » n’est pas un fichier. Indiquez-en un, comme arrimage.db.")


def is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no file could have this name
        return False


def make_folder(folder: Path) -> None:
    """For what a command writes. Raises Refusal."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refusal.because(
            f"Le dossier « {folder.name[-60:]} » ne peut pas être créé. Choisissez-en un autre, par exemple Documents."
        ) from None


def refuse_unknown_person(session: Session, person: str) -> None:
    """Raises Refusal when no file of a person bears this key."""
    from sqlalchemy import select

    from facilitator_app.domain.beneficiary import Beneficiary

    known = Beneficiary.__table__.c.id
    if session.connection().execute(select(known).where(known == person)).first() is None:
        raise Refusal.because(
            f"Aucune personne ne porte l’identifiant « {person[:40]} ». « arrimage exposed » écrit ceux de la base."
        )


def key_of(path: Path, asked: argparse.Namespace) -> bytes | None:
    """What opens the file, None for a file in clear; asks for the phrase or the paper key when it is encrypted."""
    from facilitator_app.database import driver, key_slots
    from facilitator_app.database.opening import opens

    if not is_there(path) or not driver.is_encrypted(path):
        return None
    if asked.recovery_key:
        from facilitator_app.domain import paper_key

        return paper_key.read(_secret(asked, "Clé de secours : "))
    if not key_slots.exist(path) and asked.passphrase_fd is None:
        return None  # damaged, or no base at all: the opening says which
    people = key_slots.people(path)
    person = asked.person or (people[0] if len(people) == 1 else None)
    if person is None:
        raise Refusal.because(f"Plusieurs personnes ouvrent cette base : ajoutez --person ({', '.join(people)}).")
    return key_slots.unlock(path, person, _secret(asked, f"Phrase de passe de {person} : "), partial(opens, path))


def _secret(asked: argparse.Namespace, question: str) -> str:
    if asked.passphrase_fd is not None:
        try:
            typed = os.read(asked.passphrase_fd, _LONGEST_SECRET)
        except (OSError, OverflowError):  # a number that no system knows, or could know
            raise Refusal.because("Le descripteur donné à --passphrase-fd ne se lit pas.") from None
        return typed.decode("utf-8", "replace").splitlines()[0] if typed.strip() else ""
    if not sys.stdin.isatty():
        raise Refusal.because("Cette base est chiffrée : donnez la phrase au terminal ou par --passphrase-fd.")
    import getpass

    return getpass.getpass(question)


def _who() -> str:
    """The journal's author: who runs the command on this machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "ligne de commande"
