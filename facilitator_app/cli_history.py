"""`arrimage undo` and `arrimage history`: what was done in a house, and undoing it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from facilitator_app import cli_opening
from facilitator_app.cli_answers import print_json
from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LATEST = 50


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    undo = commands.add_parser("undo", help="annule la dernière action, ou une action de l’historique")
    cli_opening.about_a_house(undo)
    undo.add_argument("--gesture", metavar="ACTION", help="identifiant donné par « history » ; sinon la dernière")
    undo.set_defaults(act=_undo)
    history = commands.add_parser("history", help="montre les dernières actions, ou tout ce qui a changé une fiche")
    cli_opening.about_a_house(history)
    history.add_argument("--record", metavar="FICHE", help="numéro (B-112, M-2026-014-L1, M-2026-014) ou identifiant")
    history.add_argument("--json", action="store_true")
    history.set_defaults(act=_history)


def _undo(asked: argparse.Namespace) -> int:
    from facilitator_app.use_cases import gestures

    with cli_opening.house(asked) as opened:
        wanted = asked.gesture
        if wanted is None:
            with opened.reading() as session:
                last = gestures.last_to_undo(session)
            if last is None:
                raise Refusal.because("Rien à annuler dans cette base.")
            wanted = last.gesture_id
        with opened.transaction() as session:
            undone = gestures.undo(session, wanted)
    print(f"Annulé : {undone}")
    return 0


def _history(asked: argparse.Namespace) -> int:
    with cli_opening.house(asked) as opened, opened.reading() as session:
        if asked.record is None:
            _show_gestures(session, asked.json)
        else:
            _show_record(session, asked.record, asked.json)
    return 0


def _show_gestures(session: Session, as_json: bool) -> None:
    from facilitator_app.use_cases.gestures.listing import gesture_rows, gestures_found

    rows = gesture_rows(session, gestures_found(session)[:LATEST])
    if as_json:
        print_json(
            [
                {
                    "gesture": row.gesture_id,
                    "at": row.at.isoformat(),
                    "author": row.author,
                    "label": row.label,
                    "about": row.about,
                    "undone": row.undone,
                }
                for row in rows
            ]
        )
        return
    for row in rows:
        state = " (annulée)" if row.undone else ""
        print(f"{row.gesture_id}  {row.at.astimezone():%d/%m/%Y %H:%M}  {row.author or '–'}  {row.label}{state}")


def _show_record(session: Session, record: str, as_json: bool) -> None:
    from facilitator_app.use_cases.gestures.sheet_history import record_called, sheet_history

    lines = sheet_history(session, record_called(session, record))
    if as_json:
        print_json(
            [
                {
                    "gesture": line.gesture_id,
                    "at": line.at.isoformat(),
                    "author": line.author,
                    "label": line.label,
                    "part": line.part,
                    "field": line.field,
                    "before": line.before,
                    "after": line.after,
                }
                for line in lines
            ]
        )
        return
    for line in lines:
        change = f"{line.before} → {line.after or 'vide'}" if line.before else line.after
        print(f"{line.at.astimezone():%d/%m/%Y %H:%M}  {line.author or '–'}  {line.what} : {change}")
