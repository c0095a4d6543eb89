"""Importing a published contract file, in four steps; nothing is written before the last."""

from facilitator_app.ui.pages.import_page.page import ImportPage

__all__ = ["ImportPage"]
