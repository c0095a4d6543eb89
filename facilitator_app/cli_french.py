"""The frame of the command line in French: what argparse says of itself, and of arguments it does not understand."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

_SAID: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"Il manque : \1."),
    (r"one of the arguments (.+) is required", r"Il manque l’un de ces arguments : \1."),
    (r"unrecognized arguments: (.+)", r"Arguments inconnus : \1."),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1 : \2 n’est pas proposé. Au choix : \3."),
    (r"argument (.+?): invalid int value: (.+)", r"\1 : \2 n’est pas un nombre entier. Exemple : 3."),
    (r"argument (.+?): invalid \w+ value: (.+)", r"\1 : \2 n’est pas compris."),
    (r"argument (.+?): expected one argument", r"\1 : il manque une valeur."),
    (r"argument (.+?): expected at least one argument", r"\1 : il faut au moins une valeur."),
    (r"argument (.+?): expected (\d+) arguments?", r"\1 : il faut \2 valeurs."),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 ne va pas avec \2."),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 ne prend pas de valeur : retirez \2."),
    (r"ambiguous option: (.+) could match (.+)", r"« \1 » peut être \2 : écrivez l’option entière."),
    (r"argument (.+?): (.+)", r"\1 : \2"),  # what our own readers of arguments say is in French already
)


class Parser(argparse.ArgumentParser):
    """Also the class of every command's parser, which argparse makes from that of the first."""

    def __init__(self, **details: Any) -> None:
        super().__init__(**(details | {"add_help": False, "formatter_class": _Help}))
        self._positionals.title, self._optionals.title = "arguments", "options"
        self.add_argument("-h", "--help", action="help", help="montre cette aide")

    def error(self, message: str) -> NoReturn:
        """The usage, then one sentence; 2 is the exit code of what cannot be done."""
        self.exit(2, f"{self.format_usage()}{in_french(message)}\n")


def in_french(message: str) -> str:
    """What argparse says of an argument; a sentence that nobody has translated is said whole all the same."""
    for pattern, said in _SAID:
        if (found := re.fullmatch(pattern, message, re.DOTALL)) is not None:
            sentence = found.expand(said)
            return sentence if sentence.endswith(".") else f"{sentence}."
    return f"Cette commande n’est pas comprise : {message}."


class _Help(argparse.HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Usage : " if prefix is None else prefix)
