"""What people find, decide and promise about an area of policing: fieldwork, judgment, recommendations."""
