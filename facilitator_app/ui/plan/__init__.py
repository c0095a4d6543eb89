"""The purchase plan: its line of months, its table, its forms."""
