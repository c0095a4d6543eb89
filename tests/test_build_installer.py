"""The frozen program is wrapped only when it proves that it is whole, on its own."""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

import pytest

import build_installer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program below is a shell script")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder whose program writes in its home what it was given, then succeeds."""
    monkeypatch.setattr(build_installer, "HERE", tmp_path)
    monkeypatch.setattr(build_installer, "DIST", tmp_path / "dist")
    folder = tmp_path / "dist" / "arrimage"
    folder.mkdir(parents=True)
    monkeypatch.setattr(build_installer, "freeze", lambda: folder)
    program(folder, f'(echo "$@"; ls -A; env) > {tmp_path}/seen')
    return folder


def program(folder: Path, script: str) -> None:
    (folder / "arrimage").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "arrimage").chmod(0o755)


def test_the_program_is_checked_in_an_empty_home_without_our_environment(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "our-own-sources")
    assert build_installer.check(folder)
    asked, *rest = (tmp_path / "seen").read_text("utf-8").splitlines()
    assert asked == "--self-check"
    assert "=" in rest[0], "the home was not empty"
    assert "QT_QPA_PLATFORM=offscreen" in rest
    assert not [line for line in rest if line.startswith(("PYTHONPATH=", "XDG_"))]


def test_a_whole_program_is_wrapped(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert build_installer.main() == 0
    [archive] = folder.parent.glob("arrimage-*.tar.gz")
    with tarfile.open(archive) as wrapped:
        assert "arrimage/arrimage" in wrapped.getnames()
    assert archive.name in capfd.readouterr().out


def test_an_incomplete_program_is_not_wrapped(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    program(folder, "exit 1")
    assert build_installer.main() == 1
    assert list(folder.parent.iterdir()) == [folder]
    assert "incomplet" in capfd.readouterr().err
