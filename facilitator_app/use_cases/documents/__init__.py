"""What the house prints: gathered at the end of a month, numbered, kept, found again, printed once more."""

from facilitator_app.use_cases.documents.choices import (
    LotToPrint,
    MonthToPrint,
    lots_at_work,
    lots_to_print,
    months_to_print,
)  # fmt: skip
from facilitator_app.use_cases.documents.finding import IssuedLine, content, issued, reprint
from facilitator_app.use_cases.documents.follow_up_sheet import follow_up_sheet
from facilitator_app.use_cases.documents.hours_certificate import hours_certificate
from facilitator_app.use_cases.documents.issuing import Issued, Preview, issue, preview
from facilitator_app.use_cases.documents.register import registered
from facilitator_app.use_cases.documents.saving import Printed, file_name, issue_to, print_many, save

__all__ = [
    "Issued", "IssuedLine", "LotToPrint", "MonthToPrint", "Preview", "Printed", "content", "file_name",
    "follow_up_sheet", "hours_certificate", "issue", "issue_to", "issued", "lots_at_work", "lots_to_print",
    "months_to_print", "preview", "print_many", "registered", "reprint", "save",
]  # fmt: skip
