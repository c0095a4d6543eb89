"""Modules imported after PySide6 are imported as Python does."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import linecache, sys
import facilitator_app.ui
before = set(linecache.cache)
import wave
import PySide6.QtSvg
assert PySide6.QtSvg.QSvgRenderer().isValid() is False
print(sorted(set(linecache.cache) - before))
"""


def test_the_text_of_modules_is_not_read_nor_kept() -> None:
    answer = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
