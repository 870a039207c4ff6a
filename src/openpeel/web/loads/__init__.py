"""What was loaded, and what was set aside."""
