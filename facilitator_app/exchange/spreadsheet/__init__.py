"""Tables coming in: CSV, XLSX, XLSM, XLSB, XLS and ODS, as plain rows of texts, numbers and days."""

from facilitator_app.exchange.spreadsheet.apart import get_ready
from facilitator_app.exchange.spreadsheet.csv_text import pasted_rows
from facilitator_app.exchange.spreadsheet.reading import read_table
from facilitator_app.exchange.spreadsheet.shapes import Cell, Limits, Line, Table

__all__ = ["Cell", "Limits", "Line", "Table", "get_ready", "pasted_rows", "read_table"]
