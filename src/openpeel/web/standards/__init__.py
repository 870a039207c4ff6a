"""Standards: what each asks, its figures and its cases."""
