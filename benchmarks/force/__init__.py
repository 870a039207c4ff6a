"""The benchmark's own force: tables, units, limits and standards, written with OpenPEEL's language."""
