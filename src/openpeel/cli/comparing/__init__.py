"""The ways in which `openpeel compare` comes by its figures: published tables, a user's own file, judged records."""
