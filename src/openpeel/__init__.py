"""OpenPEEL: standards of good policing, judged every day from a police force's own records."""

__version__ = "0.1.0"
