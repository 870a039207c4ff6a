"""The living report as a standalone page."""
