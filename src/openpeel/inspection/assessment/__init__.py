"""What people entered about one area of one force: kept as one value, read from and written to one file."""
