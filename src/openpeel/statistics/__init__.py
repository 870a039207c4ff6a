"""What a careful analyst asks of a figure: how sure, compared with whom, changed since when, fit to publish.

Pure functions on numbers and arrays. Nothing here knows forces, standards or files; a fault of the input is `Refused`.
"""
