"""Reading published inspection reports into data."""
