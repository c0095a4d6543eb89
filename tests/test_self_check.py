"""The program proves that it carries everything, and says what is missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facilitator_app import places, self_check
from facilitator_app.__main__ import main


@pytest.mark.slow
def test_all_is_there_when_run_from_source() -> None:
    project = Path(self_check.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-m", "facilitator_app", "--self-check"],
        cwd=project,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) >= 4
    assert all(line.startswith("en ordre") for line in lines)
    assert "Traceback" not in done.stderr


def test_what_is_missing_is_named_and_the_code_is_not_zero(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tokens.json").write_text("{}", "utf-8")
    monkeypatch.setattr(places, "resources", lambda: tmp_path)
    checks = [("ressources", self_check._resources), ("lecture des fichiers XML publiés", self_check._xml)]
    monkeypatch.setattr(self_check, "_checks", lambda: iter(checks))
    assert main(["--self-check"]) == 1
    missing, fine = capsys.readouterr().out.splitlines()
    assert missing.startswith("MANQUE")
    assert missing.endswith("style.qss")
    assert fine == "en ordre  lecture des fichiers XML publiés"
