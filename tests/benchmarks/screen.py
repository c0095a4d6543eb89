"""A private X server whose pixels are read from outside: what the user sees, whatever the program says of itself."""

from __future__ import annotations

import mmap
import os
import subprocess
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

WIDTH, HEIGHT = 1440, 900
ROW = WIDTH * 4  # bytes
EVERY = 3  # one row in three is looked at
CARET = 16  # fewer rows than that changing is a caret blinking or a word in the status bar
LOOK_EVERY, QUIET, TOO_LONG = 0.005, 2.5, 30  # seconds


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from the launch to the first pixels, and to the last change before a quiet second; MiB once quiet."""

    visible: float
    settled: float
    memory: float


class Screen:
    """An X server without a window manager, alone with the program it measures."""

    def __enter__(self) -> Screen:
        self._folder = tempfile.TemporaryDirectory(prefix="arrimage-ecran-")
        reading, writing = os.pipe()
        size = f"{WIDTH}x{HEIGHT}x24"
        options = ["-screen", "0", size, "-fbdir", self._folder.name, "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), *options], pass_fds=[writing], stderr=subprocess.DEVNULL
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self._name = f":{told.readline().strip()}"
        with (Path(self._folder.name) / "Xvfb_screen0").open("rb") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        self._first = len(self._pixels) - HEIGHT * ROW
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pixels.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()

    def start(self, command: Sequence[str | Path], home: Path) -> Start:
        """Launch a program, watch it until nothing moves any more, weigh it, end it."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LANG": "C.UTF-8"}
        environment |= {"DISPLAY": self._name, "QT_QPA_PLATFORM": "xcb", "XDG_RUNTIME_DIR": str(home)}
        environment |= {"PYTHONPYCACHEPREFIX": str(home / "compiled")}  # an installed program is compiled once
        blank = rows = self._rows()
        launched = time.perf_counter()
        program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        visible = settled = None
        try:
            while visible is None or settled is None or time.perf_counter() - launched - settled < QUIET:
                time.sleep(LOOK_EVERY)
                now, seen = time.perf_counter() - launched, self._rows()
                if now > TOO_LONG or program.poll() is not None:
                    raise RuntimeError(f"{command} shows no window.")
                if visible is None and _differences(blank, seen) >= CARET:
                    visible = now
                if _differences(rows, seen) >= CARET:
                    settled, rows = now, seen
            return Start(visible, settled, _memory(program.pid))
        finally:
            program.terminate()
            program.wait()

    def _rows(self) -> list[int]:
        starts = range(self._first, self._first + HEIGHT * ROW, EVERY * ROW)
        return [zlib.crc32(self._pixels[start : start + ROW]) for start in starts]


def _differences(before: list[int], after: list[int]) -> int:
    return sum(one != other for one, other in zip(before, after, strict=True))


def _memory(pid: int) -> float:
    """MiB of the process, what it shares with others counted for its part (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
