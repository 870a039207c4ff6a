"""The team's work: what is due by midnight, this week, and overdue."""
