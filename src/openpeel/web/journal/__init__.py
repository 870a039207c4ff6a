"""The journal: what people enter, in revisions that are kept for good. Use :mod:`openpeel.web.journal.entries`."""
