"""Charts that say what was found: Vega-Lite specifications rendered to SVG and PNG, each with its data as a table.

One module for each kind of chart; `openpeel.reports.figures.figure` has what all share.
"""
