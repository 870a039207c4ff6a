"""Audits: a drawn sample of cases, read by two people blind to each other, and what comes of it."""
