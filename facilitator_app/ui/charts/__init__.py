"""The few widgets painted by hand: bars, lines, progress, gauges."""
