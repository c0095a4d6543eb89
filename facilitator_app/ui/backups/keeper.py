"""Takes the daily copy and carries copies to the second place, behind the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from facilitator_app.domain.backup_reasons import Reason
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.background import Background
from facilitator_app.ui.backups.copies import Copies, Copy, OutOfReach

AFTER_OPENING = 2_000  # milliseconds: the first clicks have the machine for themselves
EVERY = 3_600_000  # milliseconds: a window left open for days keeps its daily copy
ALARM_AFTER = dt.timedelta(days=7)
_LOST = (
    "«\u00a0{}\u00a0» ne répond plus. Branchez la clé ou le réseau, puis recommencez\u00a0; la base n’est pas touchée."
)
_NO_FOLDER = (
    "Le dossier des sauvegardes ne peut pas être écrit. Vérifiez que rien d’autre, à côté de la base, ne porte son nom."
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the work behind the window did, and what was in its way."""

    taken: Path | None = None
    refused: str = ""
    carried: int = 0
    there: tuple[Copy, ...] = ()
    second_place: str = ""
    """Why nothing could be carried; empty when all is there."""
    out_of_reach: bool = False
    unsettled: tuple[str, ...] = ()
    """Copies of the second place that could not be written again: they still name somebody who was erased."""


class BackupKeeper(QObject):
    """One per open house. `changed` says that what is known of the copies is no longer what it was."""

    changed = Signal()
    worked = Signal(object)
    """The `Outcome` of what was asked by hand."""
    troubled = Signal(str)
    """The daily copy could not be taken: said once until one is."""

    def __init__(
        self,
        copies: Copies,
        settings: QSettings,
        parent: QObject | None = None,
        now: Callable[[], dt.datetime] = dt.datetime.now,
    ) -> None:
        super().__init__(parent)
        self.copies, self._settings, self._now = copies, settings, now
        self.background = Background(self)
        self.background.finished.connect(self._note)
        self.there: tuple[Copy, ...] = ()
        self.last = Outcome()
        self._asked = self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look_after)
        self._timer.setInterval(EVERY)
        self._first = QTimer(self, singleShot=True, interval=AFTER_OPENING)
        self._first.timeout.connect(self.look_after)

    def begin(self) -> None:
        """Once the window can be used."""
        self._first.start()
        self._timer.start()

    def close(self) -> None:
        """Stop for good; the key is not kept by what is still waiting to be deleted."""
        self._first.stop()
        self._timer.stop()
        self.background.close()
        self.copies.key = None

    # The second place: of this PC and this house, so kept with the settings of the PC

    @property
    def place(self) -> Path | None:
        kept = str(self._settings.value(self._key("folder"), "") or "")
        return Path(kept) if kept else None

    def choose_place(self, place: Path | None) -> None:
        """Carry copies there from now on, None for nowhere. Raises Refusal when nothing can be written there."""
        if place is None:
            for name in ("folder", "since", "carried"):
                self._settings.remove(self._key(name))
            self.there = ()
            self.changed.emit()
            return
        self.copies.prepare(place)
        self._settings.setValue(self._key("folder"), str(place))
        self._settings.setValue(self._key("since"), self._now().isoformat())
        self._settings.remove(self._key("carried"))
        self.there = ()
        self.changed.emit()
        self.carry_now()

    @property
    def carried_at(self) -> dt.datetime | None:
        """When all the copies were last seen in the second place."""
        return self._moment("carried")

    @property
    def days_late(self) -> int:
        """How many days the second place has been waiting, once it is more than a week; else 0."""
        since = self._moment("carried") or self._moment("since")
        if self.place is None or since is None or self._now() - since <= ALARM_AFTER:
            return 0
        return (self._now() - since).days

    # Work

    def look_after(self) -> None:
        """What has to be done by itself: the daily copy, and carrying."""
        if not self.background.busy:
            daily = Reason.DAILY if self.copies.overdue(self._now()) else None
            self._start(daily)

    def back_up_now(self) -> None:
        self._asked = True
        self._start(Reason.ASKED)

    def carry_now(self) -> None:
        self._asked = True
        self._start(None)

    def _start(self, why: Reason | None) -> None:
        place = self.place
        self.background.start(lambda: self._work(why, place), "Sauvegarde" if why else "Copie au deuxième endroit")

    def _work(self, why: Reason | None, place: Path | None) -> Generator[tuple[int, int], None, Outcome]:
        yield 0, 3
        taken, refused = None, ""
        if why is not None:
            try:
                taken = self.copies.take(why)
            except Refusal as refusal:
                refused = str(refusal)
            except OSError:
                refused = _NO_FOLDER
        yield 1, 3
        if place is None:
            return Outcome(taken, refused)
        carried = 0
        unsettled: tuple[str, ...] = ()
        try:
            for _ in self.copies.carry(place):
                carried += 1
                yield 2, 3
            for copy, settled in self.copies.settle(place):
                unsettled += () if settled else (copy.name,)
                yield 2, 3
            there = tuple(self.copies.there(place))
        except OutOfReach as refusal:
            return Outcome(taken, refused, second_place=str(refusal), out_of_reach=True)
        except Refusal as refusal:
            return Outcome(taken, refused, carried, second_place=str(refusal))
        except OSError:  # pulled out, or the network fell, in the middle
            return Outcome(taken, refused, carried, second_place=_LOST.format(place), out_of_reach=True)
        return Outcome(taken, refused, carried, there, unsettled=unsettled)

    def _note(self, outcome: Outcome) -> None:
        self.last = outcome
        if outcome.there:
            self._settings.setValue(self._key("carried"), self._now().isoformat())
            self.there = outcome.there
        if outcome.refused and not self._asked and not self._told:
            self._told = True
            self.troubled.emit(f"Sauvegarde du jour impossible\u00a0: {outcome.refused}")
        if outcome.taken:
            self._told = False
        asked, self._asked = self._asked, False
        self.changed.emit()
        if asked:
            self.worked.emit(outcome)

    def _key(self, name: str) -> str:
        return f"backups/{self.copies.mark}/{name}"

    def _moment(self, name: str) -> dt.datetime | None:
        try:
            return dt.datetime.fromisoformat(str(self._settings.value(self._key(name), "") or ""))
        except ValueError:
            return None
