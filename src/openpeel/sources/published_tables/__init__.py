"""Readers of the tables that the Home Office, the Office for National Statistics and others publish by force.

Each reader takes a table in its own form and gives plain rows with forces named by their identifiers; totals that stand
among detail rows are never counted as detail.
"""
