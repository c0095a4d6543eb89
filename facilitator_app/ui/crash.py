"""The last line of defence: what happens, and what is noted, when the application has a bug."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from facilitator_app.places import data_folder

log = logging.getLogger(__name__)
_OURS = __name__.partition(".")[0]
SENTENCE = (
    "Une erreur imprévue est survenue\u00a0; vos données enregistrées sont intactes. "
    "Fermez puis rouvrez Arrimage, et transmettez le journal si elle revient."
)


class NamelessFormatter(logging.Formatter):
    """Writes where something went wrong and of what kind, never the values at hand: they may name a person.

    What other people's code has to say is left out: it may quote a file, a cell or a statement.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        written = logging.makeLogRecord(vars(record))
        if record.name.partition(".")[0] != _OURS:
            written.msg, written.args = f"{record.module}:{record.lineno} {record.funcName}", None
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            written.msg, written.args = f"{written.getMessage()}\n{_where(trace)}{kind.__name__}", None
        written.exc_info = written.exc_text = written.stack_info = None
        return super().format(written)


class CrashWatch(QObject):
    """Logs every uncaught error and announces each distinct one once.

    What is logged is where the bug is, never the values at hand: they may name a person.
    """

    crashed = Signal(str)
    """The report, for whoever wants to copy it; `SENTENCE` is what to show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._announced: set[str] = set()

    def install(self) -> None:
        sys.excepthook = self.catch
        threading.excepthook = self._catch_in_thread

    def catch(self, kind: type[BaseException], _error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        report = _where(trace) + kind.__name__
        log.critical("Uncaught error\n%s", report)
        if report not in self._announced:
            self._announced.add(report)
            self.crashed.emit(report)

    def report(self, error: BaseException) -> None:
        """An error caught elsewhere (a background job) that nobody expected."""
        self.catch(type(error), error, error.__traceback__)

    def _catch_in_thread(self, args: threading.ExceptHookArgs) -> None:
        self.catch(args.exc_type, args.exc_value, args.exc_traceback)


def keep_a_log() -> None:
    """Errors go to a file of the user's folder, without any value of the data; to nowhere when there is no room."""
    with contextlib.suppress(OSError):
        data_folder().mkdir(parents=True, exist_ok=True)
        kept = (data_folder() / "journal-technique.log").open("a", encoding="utf-8")
        keeper = logging.StreamHandler(kept)
        keeper.setFormatter(NamelessFormatter())
        logging.root.addHandler(keeper)
        faulthandler.enable(kept)


def _where(trace: TracebackType | None) -> str:
    """Files, lines and functions; not the source lines, which may quote a value."""
    frames = traceback.extract_tb(trace, limit=-30)
    return "".join(f"{frame.filename}:{frame.lineno} {frame.name}\n" for frame in frames)
