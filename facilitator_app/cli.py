"""The command line: the same use cases as the window, for IT staff and for tests."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from facilitator_app import (
    __version__,
    cli_account,
    cli_backups,
    cli_duplicates,
    cli_eligibility,
    cli_exposed,
    cli_french,
    cli_history,
    cli_opening,
    cli_printing,
)
from facilitator_app.domain.refusal import Refusal

UNREADABLE = 2  # the exit code when something asked for cannot be done, with one sentence
_WORKBOOKS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
FAULTY = 1  # the exit code of a check that found something


def run(arguments: Sequence[str]) -> int:
    """Run one command; a Refusal is one French sentence on the error output, never a traceback."""
    _speak_utf_8()
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.self_check:
        from facilitator_app.self_check import self_check

        return self_check()
    act: Callable[[argparse.Namespace], int] | None = getattr(asked, "act", None)
    if act is None:
        parser.print_usage(sys.stderr)
        return UNREADABLE
    try:
        code = act(asked)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:  # who was reading us has seen enough; Python would complain once more on its way out
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTY


def _speak_utf_8() -> None:
    """A pipe or a file gets the encoding of the machine, which on Windows lacks signs that we write."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = cli_french.Parser(
        prog="arrimage",
        description="Suivi de la clause sociale d’insertion. Sans commande, ouvre la fenêtre.",
    )
    parser.add_argument("--version", action="version", version=f"Arrimage {__version__}", help="dit la version")
    parser.add_argument("--self-check", action="store_true", help="vérifie que le programme installé est complet")
    parser.add_argument("--database", type=Path, metavar="FICHIER", help="ouvre la fenêtre sur ce fichier")
    commands = parser.add_subparsers(title="commandes", metavar="COMMANDE")

    demo = commands.add_parser("demo", help="construit une maison de démonstration et y déroule le travail d’un mois")
    demo.add_argument("folder", type=Path, metavar="DOSSIER")
    demo.add_argument("--scale", type=_positive, default=1, help="taille : 1 ≈ 190 personnes, 14 marchés, 37 lots")
    demo.add_argument("--seed", type=int, default=2026, help="une autre graine donne une autre maison")
    demo.add_argument("--contracts", type=Path, nargs="+", default=[], metavar="FICHIER", help="contrats à importer")
    demo.set_defaults(act=_demo)

    imports = commands.add_parser("import", help="importe des contrats publiés (DECP) ou des listes de personnes")
    imports.add_argument("files", type=Path, nargs="+", metavar="FICHIER")
    cli_opening.about_a_house(imports)
    imports.add_argument("--json", action="store_true", help="un compte rendu JSON par fichier")
    imports.set_defaults(act=_import)

    match = commands.add_parser("match", help="propose des personnes pour un besoin, ou la meilleure répartition")
    cli_opening.about_a_house(match)
    match.add_argument("--need", metavar="BESOIN", help="numéro (B-112) ou identifiant du besoin")
    match.add_argument("--json", action="store_true")
    match.set_defaults(act=_match)

    cli_printing.add_to(commands)

    check = commands.add_parser("check", help="vérifie le fichier, son schéma, son journal et ses totaux")
    cli_opening.about_a_house(check)
    check.set_defaults(act=_check)
    cli_history.add_to(commands)
    cli_backups.add_to(commands)
    cli_duplicates.add_to(commands)
    cli_eligibility.add_to(commands)
    cli_exposed.add_to(commands)
    cli_account.add_to(commands)
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError("indiquez un nombre entre 1 et 1000")
    return int(text)


def _demo(asked: argparse.Namespace) -> int:
    from facilitator_app.database.opening import open_house
    from facilitator_app.use_cases.demonstration.main_job import FACILITATOR, run_main_job

    path = asked.folder / "arrimage.db"
    if os.path.exists(asked.folder) and not os.path.isdir(asked.folder):
        raise Refusal.because(f"« {asked.folder.name} » n’est pas un dossier : indiquez un dossier neuf.")
    if cli_opening.is_there(path):
        raise Refusal.because(f"« {asked.folder.name} » contient déjà une base : indiquez un dossier neuf.")
    unfinished = path.with_name(
        f"arrimage-{os.getpid()}-inachevee.db"
    )  # killed on the way, it is not taken for a house
    try:
        # The house is the facilitator's, whoever builds it.
        with contextlib.closing(open_house(unfinished, author=FACILITATOR)) as house:
            for line in run_main_job(
                house.transaction,
                house.reading,
                asked.folder,
                scale=asked.scale,
                seed=asked.seed,
                files=asked.contracts,
            ):
                print(line, flush=True)
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            for leftover in asked.folder.glob(f"{unfinished.name}*"):
                leftover.unlink()
    return 0


def _import(asked: argparse.Namespace) -> int:
    if any(file.suffix.casefold() in _WORKBOOKS for file in asked.files):
        from facilitator_app.exchange.spreadsheet import get_ready

        get_ready()
    from facilitator_app.cli_importing import import_file

    refused, imported = False, 0
    with cli_opening.house_to_fill(asked, lambda: imported > 0) as house:
        for file in asked.files:
            try:
                report = import_file(house.transaction, house.reading, file)
            except Refusal as refusal:
                print(f"{file.name} : {refusal}", file=sys.stderr)
                refused = True
                continue
            if asked.json:
                print(json.dumps(report.as_json(), ensure_ascii=False))
            else:
                print(report.as_text())
            imported += 1
    return UNREADABLE if refused else 0


def _match(asked: argparse.Namespace) -> int:
    from facilitator_app.cli_matching import show_allocation, show_ranking

    with cli_opening.house(asked) as house, house.reading() as session:
        return (
            show_ranking(session, asked.need, asked.json)
            if asked.need is not None
            else show_allocation(session, asked.json)
        )


def _check(asked: argparse.Namespace) -> int:
    from facilitator_app.database.checks import faults

    with cli_opening.house(asked) as house:
        found = list(faults(house.path, house.engine, house.key))
    for fault in found:
        print(fault)
    if not found:
        print(f"« {asked.database.name} » est en ordre : fichier, schéma, références, journal et totaux.")
    return FAULTY if found else 0
