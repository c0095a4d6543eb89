"""The purchase plan, from the first line to the contract."""
