"""The program, its fonts, icons and tables are found wherever it runs from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import facilitator_app
from facilitator_app import places

PROJECT = Path(facilitator_app.__file__).parents[1]


def test_from_source_they_lie_beside_the_package() -> None:
    assert places.resources() == PROJECT / "resources"


@pytest.mark.slow
def test_an_installed_wheel_carries_them(tmp_path: Path) -> None:
    """The wheel is built and installed for real, without the network, then used from a folder far from the source."""
    built, installed, elsewhere = tmp_path / "built", tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(PROJECT, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built))
    [wheel] = built.glob("arrimage-*.whl")
    run(elsewhere, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(installed), str(wheel))
    asked = "import facilitator_app.places as p; print(p.__file__); print(p.resources())"
    module, found = run(elsewhere, "-c", asked, PYTHONPATH=str(installed)).splitlines()
    assert Path(module).is_relative_to(installed), "the source was imported instead of the wheel"
    assert Path(found).is_relative_to(installed)
    shipped = {file.relative_to(found) for file in Path(found).rglob("*") if file.is_file()}
    kept = {file.relative_to(PROJECT / "resources") for file in (PROJECT / "resources").rglob("*") if file.is_file()}
    assert shipped == kept


def test_in_a_frozen_program_they_lie_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "tokens.json").write_text("{}", "utf-8")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert places.resources() == tmp_path / "resources"


def test_a_program_installed_without_them_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facilitator_app, "__file__", str(tmp_path / "facilitator_app" / "__init__.py"))
    with pytest.raises(FileNotFoundError, match="resources"):
        places.resources()


def test_the_program_started_once_more_is_this_one() -> None:
    said = subprocess.run([*places.this_program(), "--version"], check=True, capture_output=True, text=True).stdout
    assert facilitator_app.__version__ in said


def test_the_house_lies_in_the_user_s_own_folder_of_this_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    if sys.platform == "linux":
        assert places.default_database() == tmp_path / "Arrimage" / "arrimage.db"
    assert places.default_database().parent == places.data_folder()


def run(folder: Path, *arguments: str, **variables: str) -> str:
    """What another Python writes; fails the test with its errors when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
