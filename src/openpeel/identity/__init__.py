"""Who is who: people, telephones and households across the records of a force, as dated links with reasons."""
