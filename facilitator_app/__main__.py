"""`python -m facilitator_app`, the `arrimage` command and the frozen program."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or run a command when one is named; returns the exit code."""
    if getattr(sys, "frozen", False):
        _keep_our_libraries_to_ourselves()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0].startswith("--database="):
        given[:1] = given[0].split("=", 1)
    if not given or given[0] == "--database":
        if len(given) not in (0, 2):
            print("Indiquez un seul fichier : arrimage --database FICHIER", file=sys.stderr)  # noqa: T201
            return 2
        if not _has_a_screen():
            print("Aucun écran sur ce poste. Les commandes y fonctionnent : arrimage --help", file=sys.stderr)  # noqa: T201
            return 2
        # The window collects at its own moments (ui/tidying): until then nothing is thrown away, and going through
        # all that is being loaded, again and again, would only be waited for.
        gc.disable()
        from facilitator_app.start import run_window

        return run_window(given[1] if given else None)
    if given == ["read-workbook"]:  # started by ourselves, to read an untrusted workbook away from the open house
        from facilitator_app.exchange.workbook_process.answering import answer

        answer()
    from facilitator_app.cli import run

    return run(given)


def _has_a_screen() -> bool:
    """Without one, Qt ends the program in English with a dump of its memory."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(screen) for screen in screens)


def _keep_our_libraries_to_ourselves() -> None:
    """Give programs started from here, such as a PDF reader, the library path that this one was started with.

    PyInstaller points it to the program's folder, and a reader that loads our libraries instead of its own may crash.
    """
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    raise SystemExit(main())
