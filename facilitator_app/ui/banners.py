"""A banner in the place of another: what is said changes its tone, which a banner keeps for life."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton

from facilitator_app.ui.widgets import Banner


def said_instead(old: Banner, tone: str, text: str, title: str = "", buttons: Sequence[QPushButton] = ()) -> Banner:
    """The one now shown, to be kept in the place of `old`, which is given up."""
    holder = old.parentWidget()
    layout = holder.layout() if holder else None
    assert layout is not None, "a banner is laid out before anything is said"
    fresh = Banner(tone, text, title, buttons)
    layout.replaceWidget(old, fresh)
    old.deleteLater()
    fresh.appear()
    return fresh
