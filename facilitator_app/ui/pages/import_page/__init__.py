"""Importing a file of contracts or of people, in four steps; nothing is written before the last.

`flow` and the steps without a kind in their name are what both kinds of file share.
"""

from facilitator_app.ui.pages.import_page.page import ImportPage

__all__ = ["ImportPage"]
