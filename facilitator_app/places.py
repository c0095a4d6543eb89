"""Where things are on this machine: the program and its resources, the user's data and the program's log."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import facilitator_app


def resources() -> Path:
    """The folder of fonts, icons and tables, whether run from source, from a wheel or frozen.

    Raises FileNotFoundError when the program was installed without it.
    """
    return _resources(facilitator_app.__file__, getattr(sys, "_MEIPASS", None))


@cache  # asked for every icon
def _resources(program: str, frozen: str | None) -> Path:
    package = Path(program).parent
    places = [
        *([Path(frozen) / "resources"] if frozen else []),
        package.parent / "resources",  # from source
        package / "_resources",  # from a wheel, which carries them inside the package
    ]
    for folder in places:
        if (folder / "tokens.json").is_file():
            return folder
    raise FileNotFoundError("resources")


def this_program() -> list[str]:
    """The command that starts this very program once more, from source or frozen; its arguments are to be added."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator_app"]


def data_folder() -> Path:
    """The user's own folder, on this PC and never in a roaming profile (those are copied to a server)."""
    from platformdirs import user_data_path

    return user_data_path("Arrimage", appauthor=False, roaming=False)


def default_database() -> Path:
    return data_folder() / "arrimage.db"
