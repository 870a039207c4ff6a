"""The register of missing people: many at once, every revision kept, nothing lost."""
