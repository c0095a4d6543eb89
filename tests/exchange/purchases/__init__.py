"""Reading the plans of buyers."""
