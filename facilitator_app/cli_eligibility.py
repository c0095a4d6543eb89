"""`arrimage eligibility`: whether somebody is eligible on a day, why, and until when."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from facilitator_app import cli_opening
from facilitator_app.cli_answers import print_json
from facilitator_app.domain.refusal import Refusal

if TYPE_CHECKING:
    from facilitator_app.domain.eligibility import Verdict
    from facilitator_app.use_cases.eligibility_then import KnownThen


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    # --person names who is judged here; who gives the phrase of an encrypted house is then --phrase-of.
    command = commands.add_parser(
        "eligibility", help="dit si une personne est éligible un jour donné", conflict_handler="resolve"
    )
    cli_opening.about_a_house(command)
    command.add_argument("--phrase-of", dest="person", metavar="NOM", help="dont on donne la phrase, base chiffrée")
    command.add_argument("--person", dest="beneficiary", required=True, metavar="ID", help="l’identifiant de sa fiche")
    command.add_argument("--on", type=_day, default=None, metavar="DATE", help="aaaa-mm-jj ou jj/mm/aaaa ; aujourd’hui")
    command.add_argument("--json", action="store_true")
    command.set_defaults(act=_eligibility)


def _eligibility(asked: argparse.Namespace) -> int:
    """0: eligible, 1: not eligible; an unknown person is a refusal. It is a look at her file, written in the log."""
    from facilitator_app.domain import first_contract
    from facilitator_app.domain.access_log import Look
    from facilitator_app.domain.keys import Key
    from facilitator_app.use_cases.eligibility import first_start, verdict
    from facilitator_app.use_cases.eligibility_then import known_on
    from facilitator_app.use_cases.personal_data import access_log

    on = asked.on or dt.date.today()
    with cli_opening.house(asked) as house, house.transaction() as session:
        cli_opening.refuse_unknown_person(session, asked.beneficiary)
        access_log.note(session, [Key(asked.beneficiary)], Look.SHEET, dt.datetime.now(dt.UTC), "ligne de commande")
        found = verdict(session, Key(asked.beneficiary), on)
        frozen = known_on(session, Key(asked.beneficiary), on)
        awaited = first_contract.is_awaited(found, first_start(session, Key(asked.beneficiary)), on)
    statements = first_contract.statements(found) if awaited else found.statements
    if asked.json:
        told = _as_json(found, on, frozen) | {"statements": list(statements)}
        print_json(told | _not_begun(found) if awaited else told)
    else:
        print("Oui." if found.eligible else "Non.", *statements, sep="\n")
        for known in frozen:
            print("", f"{known.title}, figé au premier jour du contrat :", sep="\n")
            print(*(f"  {word} : {fact}" for word, fact in known.facts), sep="\n")
    return 0 if found.eligible else 1


def _as_json(found: Verdict, on: dt.date, frozen: tuple[KnownThen, ...]) -> dict[str, Any]:
    return {
        "on": on.isoformat(),
        "eligible": found.eligible,
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
        "way": found.way,
        "family": found.family,
        "proof": found.proof or None,
        "rule": found.rule or None,
        "refusal": found.refusal.code if found.refusal else None,
        "missing": list(found.missing),
        "known_then": [{"eligible": known.eligible, "facts": dict(known.facts)} for known in frozen],
    }


def _not_begun(found: Verdict) -> dict[str, Any]:
    """No period runs before a contract begins; a first one may until that day, when something limits it."""
    last = found.last_start if found.last_start != dt.date.max else None
    return {"since": None, "until": None, "rule": None, "first_contract_by": last.isoformat() if last else None}


def _day(text: str) -> dt.date:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return dt.datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(str(Refusal.because(f"« {text} » n’est pas une date : exemple, 2026-11-24")))
