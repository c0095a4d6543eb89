"""Asking and acting where a no is said in the page, by a signal, rather than raised."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SignalInstance

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.workspace import Workspace


def answered(workspace: Workspace, refused: SignalInstance, question: Any, *details: Any) -> Any:
    """The answer; None when it was refused, which `refused` then says. What it said before is taken back."""
    refused.emit("")
    try:
        return workspace.ask(question, *details)
    except Refusal as refusal:
        refused.emit(str(refusal))
        return None


def done(workspace: Workspace, refused: SignalInstance, act: Any, *details: Any) -> bool:
    """Whether the act was done; `refused` says why it was not. What it said before is taken back."""
    refused.emit("")
    try:
        workspace.do(act, *details)
    except Refusal as refusal:
        refused.emit(str(refusal))
        return False
    return True
