"""Long jobs off the window's thread, one at a time, with progress and a way to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator_app.domain.values import written_number
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.charts.progress_bar import ProgressBar
from facilitator_app.ui.widgets import ActionButton, Card, Label

Job = Callable[[], Generator[tuple[int, int], None, Any]]
TOLD_EVERY = 0.05  # seconds
SHOWN_AFTER = 500  # milliseconds: under that, a card that flashes disturbs more than it tells


class Background(QObject):
    """Runs generators that yield (done, total) between two units of work.

    A job is plain Python: it knows neither threads nor Qt, and a test runs it with a loop. What it returns comes with
    `finished`. Stopping happens between two yields, by closing the generator: its `with` blocks undo what they hold.
    """

    started = Signal(str)
    progressed = Signal(int, int)
    finished = Signal(object)
    stopped = Signal()
    failed = Signal(Exception)
    settled = Signal()
    """After any of the three outcomes."""
    _advanced = Signal(int, int)
    _done = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._stop = threading.Event()
        self._running = 0
        self._closed = False
        # Through slots of ours, so that everything is told on the window's thread, and in order.
        self._advanced.connect(self._tell)
        # Queued, because a job may be over before its callback is set: the outcome must not overtake the progress.
        self._done.connect(self._report, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return self._running > 0

    def start(self, job: Job, what: str = "") -> None:
        """`what` says what is being done («Lecture du fichier»)."""
        if self._closed:
            return  # asked by what a page had still to do when it was left
        self._stop.clear()
        self._running += 1
        self.started.emit(what)
        self._thread.submit(self._run, job).add_done_callback(self._done.emit)

    def stop(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Stop, and wait until the job has let go of its files; nobody is there any more to hear how it ended."""
        self._closed = True
        self._stop.set()
        self._thread.shutdown(wait=True)

    def _run(self, job: Job) -> tuple[bool, Any]:
        steps = job()
        told = 0.0
        while True:
            try:
                done, total = next(steps)
            except StopIteration as end:
                return True, end.value
            now = time.monotonic()
            if done == total or now - told > TOLD_EVERY:  # a fast job must not flood the window
                told = now
                self._advanced.emit(done, total)
            if self._stop.is_set():
                steps.close()
                return False, None

    @Slot(int, int)
    def _tell(self, done: int, total: int) -> None:
        self.progressed.emit(done, total)

    @Slot(object)
    def _report(self, outcome: Future[tuple[bool, Any]]) -> None:
        self._running -= 1
        if self._closed:
            return
        if error := outcome.exception():
            self.failed.emit(error)
        else:
            whole, result = outcome.result()
            if whole:
                self.finished.emit(result)
            else:
                self.stopped.emit()
        self.settled.emit()


class ProgressCard(Card):
    """What is being done, how far, and a button to stop; appears only when it lasts."""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__()
        if parent:
            self.setParent(parent)
        self._background, self._what = background, ""
        self._words, self._count = Label("", "strong"), Label("", "second")
        self._bar = ProgressBar("Avancement")
        self._stop = ActionButton("&Annuler", "x", small=True)
        self._stop.clicked.connect(self._ask_to_stop)
        top = QHBoxLayout()
        top.addWidget(self._words)
        top.addWidget(self._count)
        top.addStretch()
        top.addWidget(self._stop)
        self.body.addLayout(top)
        self.body.addWidget(self._bar)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        background.started.connect(self._begin)
        background.progressed.connect(self._advance)
        background.settled.connect(self._end)
        self.hide()

    def _begin(self, what: str) -> None:
        self._what = what
        self._words.setText(what)
        self._count.setText("")
        self._stop.setEnabled(True)
        self._bar.show_share(0)
        self._timer.start(SHOWN_AFTER)

    def _advance(self, done: int, total: int) -> None:
        if total:
            self._count.setText(f"{written_number(done)} sur {written_number(total)}")
            self._bar.show_share(done / total)

    def _appear(self) -> None:
        self.show()
        announce(self, self._what)

    def _end(self) -> None:
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            announce(self.parentWidget() or self, f"{self._what}\u00a0: fini")

    def _ask_to_stop(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText(f"{self._what}, arrêt en cours")
        self._background.stop()
