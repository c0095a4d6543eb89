"""Importing published contracts: everything is said before anything is written, and the whole is one gesture."""

from facilitator_app.use_cases.contract_import.outcome import Choice, Line, Report
from facilitator_app.use_cases.contract_import.run import ContractImport

__all__ = ["Choice", "ContractImport", "Line", "Report"]
