"""The process that reads a workbook may be started before its file is chosen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from facilitator_app.exchange.spreadsheet import apart, get_ready, read_table
from tests.corpus.files import a_list, xlsx


def test_the_one_that_is_ready_reads_the_next_workbook(tmp_path: Path) -> None:
    get_ready()
    get_ready()
    [ready] = apart._ready
    assert len(read_table(xlsx(tmp_path / "f.xlsx", a_list)).lines) == 3
    assert not apart._ready
    assert not ready.is_alive


def test_one_that_was_stopped_meanwhile_is_replaced(tmp_path: Path) -> None:
    get_ready()
    [ready] = apart._ready
    with ready:
        pass
    assert len(read_table(xlsx(tmp_path / "f.xlsx", a_list)).lines) == 3


def test_nothing_is_left_running_when_no_file_was_chosen() -> None:
    code = (
        "from facilitator_app.exchange.spreadsheet import apart, get_ready; get_ready();"
        "print(apart._ready[0]._process.pid)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not Path(f"/proc/{done.stdout.strip()}").exists()


def test_one_whose_program_is_gone_ends_by_itself() -> None:
    alone = subprocess.run([*apart._ourselves(), apart.COMMAND], input=b"", capture_output=True, check=False)
    assert (alone.returncode, alone.stdout) == (0, b"")
