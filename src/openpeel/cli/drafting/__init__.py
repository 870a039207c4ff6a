"""What `openpeel new` writes: definitions that import and run as they stand, with the places marked to fill in."""
