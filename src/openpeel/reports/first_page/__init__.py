"""The first page: what the records of one data folder show, on one self-contained HTML page."""
