"""Asking a question whose refusal is shown in the page rather than in a dialog."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import SignalInstance

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.workspace import Workspace


def answered(workspace: Workspace, refused: SignalInstance, question: Any, *details: Any) -> Any:
    """The answer; None when it was refused, which `refused` then says."""
    refused.emit("")
    try:
        return workspace.ask(question, *details)
    except Refusal as refusal:
        refused.emit(str(refusal))
        return None
