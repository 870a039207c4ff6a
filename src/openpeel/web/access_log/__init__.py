"""Who looked at what, changed it, disclosed it or took it out: Data Protection Act 2018, section 62."""
