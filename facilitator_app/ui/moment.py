"""The moment at which something is printed: the clock of this machine, on the day the window shows."""

from __future__ import annotations

import datetime as dt

from facilitator_app.ui.workspace import Workspace


def moment(workspace: Workspace) -> dt.datetime:
    """Tests choose the day; nobody chooses the hour."""
    return dt.datetime.combine(workspace.today(), dt.datetime.now().time()).astimezone()
