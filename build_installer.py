"""Make the program folder that an office PC needs, without Python: freeze it, check it where it will run, wrap it."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from facilitator_app import __version__

HERE = Path(__file__).parent
DIST = HERE / "dist"
NAME = "arrimage"


def main() -> int:
    """Returns 1 when the frozen program does not carry all that it needs; nothing is wrapped then."""
    started = time.monotonic()
    folder = freeze()
    print(f"» {folder.relative_to(HERE)} : {_megabytes(folder)} Mo en {time.monotonic() - started:.0f} s", flush=True)
    if not check(folder):
        print("» Le programme est incomplet : rien n’est emballé.", file=sys.stderr)
        return 1
    archive = wrap(folder)
    print(f"» {archive.relative_to(HERE)} : {_megabytes(archive)} Mo")
    return 0


def freeze() -> Path:
    """The program and all that it loads, in one folder; arrimage.spec says what goes in."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(DIST), "--workpath", str(HERE / "build")]
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, str(HERE / "arrimage.spec")], cwd=HERE, check=True)
    return DIST / NAME


def check(folder: Path) -> bool:
    """Run the frozen program as on a PC where it was just copied: an empty home, another folder, no screen."""
    with tempfile.TemporaryDirectory() as home:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP") if name in os.environ}
        alone = kept | {"HOME": home, "LOCALAPPDATA": home, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run([folder / NAME, "--self-check"], cwd=home, env=alone, check=False).returncode == 0


def wrap(folder: Path) -> Path:
    """One file to hand over: .zip on Windows, .tar.gz elsewhere."""
    kind = "zip" if sys.platform == "win32" else "gztar"
    named = f"{NAME}-{__version__}-{platform.system()}-{platform.machine()}".lower()
    return Path(shutil.make_archive(str(DIST / named), kind, root_dir=folder.parent, base_dir=folder.name))


def _megabytes(place: Path) -> str:
    files = [place] if place.is_file() else [file for file in place.rglob("*") if not file.is_symlink()]
    return f"{sum(file.stat().st_size for file in files if file.is_file()) / 1e6:.0f}"


if __name__ == "__main__":
    raise SystemExit(main())
