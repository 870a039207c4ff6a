"""Who is calling, and what is known of a person and a household: for those who have to act on it."""
