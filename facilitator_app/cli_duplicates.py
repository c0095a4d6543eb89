"""`arrimage duplicates`: the people of a house who may be kept twice, the likeliest pairs first."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from facilitator_app import cli_opening
from facilitator_app.cli_answers import print_json

if TYPE_CHECKING:
    from facilitator_app.use_cases.duplicates import Side, Suspects


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    duplicates = commands.add_parser("duplicates", help="montre les personnes qui semblent enregistrées deux fois")
    cli_opening.about_a_house(duplicates)
    duplicates.add_argument("--json", action="store_true")
    duplicates.set_defaults(act=_duplicates)


def _duplicates(asked: argparse.Namespace) -> int:
    from facilitator_app.use_cases.duplicates import suspects

    with cli_opening.house(asked) as house, house.reading() as session:
        found = suspects(session)
    if asked.json:
        print_json([_as_json(pair) for pair in found])
        return 0
    for pair in found:
        print(f"{_percent(pair.likelihood)}  {_written(pair.one)}  |  {_written(pair.other)}")
        print(f"       {', '.join(pair.same)}" + (f" ; mais {', '.join(pair.differs)}" if pair.differs else ""))
    print(
        f"{len(found)} paires de fiches semblent être de la même personne."
        if len(found) > 1
        else "Une paire de fiches semble être de la même personne."
        if found
        else "Aucune personne ne semble enregistrée deux fois."
    )
    return 0


def _percent(likelihood: float) -> str:
    """Rounded down: nothing is certain before somebody has looked."""
    return f"{min(99, int(likelihood * 100)):3} %"


def _written(side: Side) -> str:
    born = f" ({side.birth_date:%d/%m/%Y})" if side.birth_date else ""
    return f"{side.name}{born} {side.id}"


def _as_json(pair: Suspects) -> dict[str, Any]:
    return {
        "likelihood": round(pair.likelihood, 4),
        "people": [
            {
                "id": side.id,
                "last_name": side.last_name,
                "first_name": side.first_name,
                "birth_name": side.birth_name,
                "birth_date": side.birth_date.isoformat() if side.birth_date else None,
            }
            for side in (pair.one, pair.other)
        ],
        "same": list(pair.same),
        "differs": list(pair.differs),
    }
