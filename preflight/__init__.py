"""The check that a Section 16 filing must pass before it goes to EDGAR."""
