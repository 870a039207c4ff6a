"""The register of recommendations, from every report that a force was given."""
