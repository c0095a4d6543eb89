"""How a command opens a house: which file, and the phrase or the recovery key of an encrypted one.

A secret is read from the terminal or from a file descriptor, never from an
argument: arguments are seen by every program of the machine and kept in the
shell's history.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
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
def house(asked: argparse.Namespace, *, create: bool = False) -> Iterator[Database]:
    """The house of a command, open for its time. Raises Refusal in one sentence when it cannot be."""
    from facilitator_app.database.opening import open_house
    from facilitator_app.use_cases import reference_tables

    path: Path = asked.database
    if not create:
        refuse_absent(path)
    opened = open_house(path, author=_who(), key=key_of(path, asked))
    reference_tables.look_in(opened.reading)
    try:
        yield opened
    finally:
        reference_tables.look_in(None)
        opened.close()


def refuse_absent(path: Path) -> None:
    if not is_there(path):
        raise Refusal.because(f"Le fichier « {path.name} » n’existe pas. Vérifiez son nom et son dossier.")


def is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no file could have this name
        return False


def key_of(path: Path, asked: argparse.Namespace) -> bytes | None:
    """What opens the file, None for a file in clear; asks for the phrase or the recovery key when it is encrypted."""
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
