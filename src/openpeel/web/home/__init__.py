"""The first page: what needs doing, for the person who has signed in."""
