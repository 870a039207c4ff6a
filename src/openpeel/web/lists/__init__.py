"""Lists of cases to work through: whom to ring back, which children's logs to look at, which calls to review."""
