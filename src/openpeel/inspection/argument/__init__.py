"""The argument: which characteristics of good are shown, by which evidence, and which grades that supports."""
