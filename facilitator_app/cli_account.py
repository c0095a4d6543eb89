"""`arrimage account` and `arrimage danger`: the account of hours of a lot, and the lots whose hours may be lost."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from facilitator_app import cli_opening
from facilitator_app.cli_answers import print_json
from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from facilitator_app.use_cases.account.lines import AccountLine
    from facilitator_app.use_cases.account.reading import LotAccount

LONGEST_DANGER = 120
"""Months ahead that may be asked for: longer than any contract."""


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    account = commands.add_parser("account", help="montre le compte d’heures d’un lot : dues, déclarées, comptées")
    cli_opening.about_a_house(account)
    account.add_argument("--lot", required=True, metavar="LOT", help="numéro du lot (M-2026-014-L1)")
    account.add_argument("--on", type=_day, metavar="DATE", help="arrêté à cette date (2026-03-31) ; sinon ce jour")
    account.add_argument("--known-on", type=_day, metavar="DATE", help="avec ce qui était enregistré à cette date")
    account.add_argument("--json", action="store_true")
    account.set_defaults(act=_account)
    danger = commands.add_parser("danger", help="montre les lots qui se terminent bientôt et dont il reste des heures")
    cli_opening.about_a_house(danger)
    danger.add_argument("--months", type=_months, metavar="MOIS", help="mois avant la fin (sinon ceux des règles)")
    danger.add_argument("--json", action="store_true")
    danger.set_defaults(act=_danger)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas une date. Exemple : 2026-03-31.") from None


def _months(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 3 or not 1 <= int(text) <= LONGEST_DANGER:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un nombre de mois entre 1 et {LONGEST_DANGER}.")
    return int(text)


def _account(asked: argparse.Namespace) -> int:
    from facilitator_app.use_cases.account.lines import account_lines
    from facilitator_app.use_cases.account.reading import lot_account

    with cli_opening.house(asked) as opened, opened.reading() as session:
        found = lot_account(session, _lot_called(session, asked.lot), asked.on or dt.date.today(), asked.known_on)
        lines = account_lines(session, found)
    if asked.json:
        print_json(_as_json(found, lines, asked.known_on))
        return 0
    account = found.account
    print(f"{found.code}  {found.contract_name}, {found.name}")
    print(
        f"Compte d’heures au {account.on:%d/%m/%Y}"
        + (f", connu au {asked.known_on:%d/%m/%Y}" if asked.known_on else "")
    )
    for line in lines:
        day = line.month.full_name if line.month else f"{line.effective_on:%d/%m/%Y}" if line.effective_on else ""
        why = ", ".join(part for part in (line.reason, line.article) if part)
        print(
            f"  {day:14}  {line.part.label:12} {_written(line.hours):>12}  {line.what}" + (f" ({why})" if why else "")
        )
    for what, amount in (
        ("Dues", account.due), ("Déclarées", account.declared), ("Comptées", account.counted),
        ("Restent", account.left), ("Dépassement", account.surplus),
    ):  # fmt: skip
        print(f"{what:12} {_written(amount):>12}")
    return 0


def _as_json(found: LotAccount, lines: list[AccountLine], known_on: dt.date | None) -> dict[str, Any]:
    account = found.account
    return {
        "lot": found.code,
        "on": account.on.isoformat(),
        "known_on": known_on.isoformat() if known_on else None,
        "due_as_signed": str(account.as_signed),
        "due": str(account.due),
        "declared": str(account.declared),
        "counted": str(account.counted),
        "not_counted": {why.value: str(amount) for why, amount in account.not_counted.items()},
        "left": str(account.left),
        "surplus": str(account.surplus),
        "lines": [
            {
                "part": line.part.value,
                "what": line.what,
                "person": line.person or None,
                "effective_on": line.effective_on.isoformat() if line.effective_on else None,
                "month": str(line.month) if line.month else None,
                "recorded_on": line.recorded_on.isoformat() if line.recorded_on else None,
                "hours": str(line.hours),
                "reason": line.reason,
                "article": line.article,
            }
            for line in lines
        ],
    }


def _danger(asked: argparse.Namespace) -> int:
    from facilitator_app.use_cases.account.danger import in_danger

    with cli_opening.house(asked) as opened, opened.reading() as session:
        lots = in_danger(session, dt.date.today(), asked.months)
    if asked.json:
        print_json(
            [
                {
                    "lot": lot.code,
                    "name": lot.name,
                    "contract": lot.contract_name,
                    "buyer": lot.buyer,
                    "holder": lot.holder,
                    "ends_on": lot.ends_on.isoformat(),
                    "due": str(lot.due),
                    "counted": str(lot.counted),
                    "left": str(lot.left),
                    "expected": _maybe(lot.expected),
                    "projection": _maybe(lot.projection),
                    "pace": _maybe(lot.pace),
                    "pace_needed": _maybe(lot.pace_needed),
                    "people_at_work": lot.people,
                    "people_ever": lot.ever,
                    "state": lot.standing.label,
                }
                for lot in lots
            ]
        )
        return 0
    for lot in lots:
        who = "personne n’est placé" if not lot.ever else f"{lot.people} en poste"
        needed = f", {_written(lot.pace_needed)} par mois à tenir" if lot.pace_needed is not None else ""
        print(f"{lot.code:18} fin {lot.ends_on:%d/%m/%Y}  reste {_written(lot.left):>10}  {who}{needed}  {lot.name}")
    print(f"{len(lots)} lots en danger" if len(lots) > 1 else f"{len(lots)} lot en danger")
    return 0


def _lot_called(session: Session, asked: str) -> str:
    from sqlalchemy import or_, select

    from facilitator_app.domain.contract import Lot

    key = session.scalar(select(Lot.id).where(or_(Lot.code == asked, Lot.id == asked)))
    if key is None:
        raise Refusal.because(f"Aucun lot ne porte le numéro « {asked} ». Exemple : M-2026-014-L1.")
    return key


def _written(amount: Decimal) -> str:
    from facilitator_app.domain.values import written_hours

    return written_hours(amount)


def _maybe(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)
