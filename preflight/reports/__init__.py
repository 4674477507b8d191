"""Reports: one module a format, each turning a run's result into text."""
