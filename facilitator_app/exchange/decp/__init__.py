"""The reader of published contract files (DECP): JSON and XML, 2019 and 2022, with the faults they really have."""

from facilitator_app.exchange.decp.contract_file import ContractFile, open_contract_file
from facilitator_app.exchange.decp.published import (
    PublishedAmendment,
    PublishedContract,
    PublishedHolder,
    ReadRecord,
)

__all__ = [
    "ContractFile",
    "PublishedAmendment",
    "PublishedContract",
    "PublishedHolder",
    "ReadRecord",
    "open_contract_file",
]
