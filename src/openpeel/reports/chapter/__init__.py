"""One chapter of an inspection report: one content, set as accessible HTML and as tagged PDF."""
