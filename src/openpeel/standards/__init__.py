"""The library of standards: one folder for each area of policing, one standard in each file, and nothing else.

A force's own standards live in a package of its own, found by the entry point group ``openpeel.standards``: each entry
names a package or module with standards.
"""
