"""Starting a program, killing it at a random moment, and looking at what it leaves."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.database.checks import faults
from facilitator_app.database.opening import open_house
from tests.trust.writer import faults_of_saves, reached

ROOT = Path(__file__).parents[2]


@dataclass
class Killed:
    acknowledged: int
    """The number of the last save that the program said was done."""


def as_argument(key: bytes | None) -> str:
    return "-" if key is None else key.hex()


def start(*arguments: str) -> subprocess.Popen[str]:
    """Run a module of these tests in a process of its own, which can be killed on any system."""
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_while_writing(path: Path, key: bytes | None, chance: random.Random, *pragmas: str) -> Killed:
    """Let it save once, and more for a random while, then kill it; what it acknowledged is read from its output."""
    program = start("tests.trust.writer", str(path), as_argument(key), str(chance.randrange(10**6)), "0", *pragmas)
    assert program.stdout is not None
    said = [program.stdout.readline(), program.stdout.readline()]
    if not all(said):
        raise AssertionError(program.communicate()[1])
    timer = threading.Timer(chance.uniform(0, 0.2), program.kill)
    timer.start()
    said += program.stdout
    program.wait()
    timer.join()
    program.communicate()
    whole = [line for line in said if line.endswith("\n")]
    return Killed(acknowledged=int(whole[-1]))


def what_is_wrong(path: Path, key: bytes | None, killed: Killed) -> list[str]:
    """The saves lost or torn and the faults of the file, once opened again as the next morning."""
    house = open_house(path, key=key)
    try:
        with house.reading() as session:
            wrong = faults_of_saves(session)
            if reached(session) < killed.acknowledged:
                wrong.append(f"save {killed.acknowledged} was acknowledged, the file stands at {reached(session)}")
        return wrong + list(faults(path, house.engine, key))
    finally:
        house.close()


def kill_during(job: str, path: Path, key: bytes | None, argument: str, after: float) -> bool:
    """Kill a job (see `job`) some seconds after it started; whether it had ended by itself."""
    program = start("tests.trust.job", job, str(path), as_argument(key), argument)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n", program.communicate()[1]
    timer = threading.Timer(after, program.kill)
    timer.start()
    said, complaint = program.communicate()
    timer.cancel()
    if program.returncode not in (0, -9, 1):
        raise AssertionError(complaint)
    if program.returncode == 1 and "Traceback" in complaint and "done" not in said:
        raise AssertionError(complaint)
    return "done" in said


def how_long(job: str, path: Path, key: bytes | None, argument: str) -> float:
    """Seconds that a job takes from its start to its end, on a copy that may be spoilt."""
    program = start("tests.trust.job", job, str(path), as_argument(key), argument)
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n", program.communicate()[1]
    began = time.perf_counter()
    said, complaint = program.communicate()
    assert "done" in said, complaint
    return time.perf_counter() - began
