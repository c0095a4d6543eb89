"""`arrimage exposed`: who was in a file that was lost, as a PDF and a table."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator_app import cli_opening
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    exposed = commands.add_parser("exposed", help="liste qui était dans une base ou une sauvegarde perdue")
    cli_opening.about_a_house(exposed)
    exposed.add_argument("--from", dest="copy", type=Path, metavar="SAUVEGARDE", help="sinon, la base elle-même")
    exposed.add_argument("--to", type=Path, required=True, metavar="DOSSIER")
    exposed.set_defaults(act=_list)


def _list(asked: argparse.Namespace) -> int:
    from facilitator_app.use_cases.personal_data import breach

    now = dt.datetime.now().replace(microsecond=0).astimezone()
    with cli_opening.house(asked) as house, _looked_into(house, asked.copy) as session:
        written = breach.save_to(session, (asked.copy or asked.database).name, now, asked.to)
    files = f"{written.pdf.name}, {written.table.name}"
    print(f"{counted(written.people, 'personne')} : {files}" if written.people else f"Personne n’y est nommé : {files}")
    return 0


@contextlib.contextmanager
def _looked_into(house: Any, copy: Path | None) -> Iterator[Session]:
    from facilitator_app.database import reading_copy

    if copy is None:
        with house.reading() as session:
            yield session
        return
    cli_opening.refuse_folder(copy)
    if not cli_opening.is_there(copy):
        raise Refusal.because(f"La sauvegarde « {copy.name} » n’existe pas. Vérifiez son nom et son dossier.")
    with reading_copy.opened(copy, house.key, house.path) as session:
        yield session
