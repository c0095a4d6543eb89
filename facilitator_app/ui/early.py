"""Constants of Qt by their numbers, for what is drawn before the window first shows.

To name one of them, PySide6 makes Python objects of all 1 200 constants of the `Qt` namespace: a fifth of what the
window takes to show beyond an empty one. Code that runs later names them, through `QtCore.Qt`, which is only looked
up then; a test checks these numbers, and that showing the window leaves the namespace alone.
"""

from __future__ import annotations

# For setProperty("focusPolicy", …)
NO_FOCUS, CLICK_FOCUS, STRONG_FOCUS = 0, 2, 11
# For setProperty("toolButtonStyle", …)
ICON_ONLY, TEXT_BESIDE_ICON = 0, 2
# For setProperty("horizontalScrollBarPolicy", …)
NO_SCROLL_BAR = 1
# For setProperty("textFormat", …)
PLAIN_TEXT = 0
