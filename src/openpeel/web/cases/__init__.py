"""One case: what happened, what each standard says of it, what is owed."""
