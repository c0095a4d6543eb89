"""The parts of the page of contracts: tree, sheet of a lot, contracts to sort."""
