"""Uncaught errors: where, never what; each once."""

from __future__ import annotations

import logging
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from facilitator_app.ui.crash import CrashWatch


def fail(name: str) -> None:
    raise ValueError(f"le dossier de {name} est illisible")


def caught(watch: CrashWatch, name: str) -> None:
    try:
        fail(name)
    except ValueError as error:
        watch.report(error)


def test_the_report_says_where_and_never_who(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    watch = CrashWatch()
    with caplog.at_level(logging.CRITICAL), qtbot.waitSignal(watch.crashed) as crashed:
        caught(watch, "Nadia Ferrandi")
    for text in (crashed.args[0], caplog.text):
        assert "test_crash.py" in text
        assert "ValueError" in text
        assert "Ferrandi" not in text


def test_the_same_crash_is_announced_once(qtbot: QtBot) -> None:
    watch = CrashWatch()
    said: list[str] = []
    watch.crashed.connect(said.append)
    for name in ("Nadia", "Kevin"):
        caught(watch, name)
    assert len(said) == 1


def test_errors_of_threads_are_caught_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    watch = CrashWatch()
    watch.install()
    with qtbot.waitSignal(watch.crashed):
        thread = threading.Thread(target=fail, args=("Nadia",))
        thread.start()
        thread.join()
    assert sys.excepthook == watch.catch
