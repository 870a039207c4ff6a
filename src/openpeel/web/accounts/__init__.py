"""People who sign in: their role, force and teams."""
