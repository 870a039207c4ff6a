"""How far the standards find what is truly wrong with the made force."""
