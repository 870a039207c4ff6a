"""Street-level crime, outcomes, and stop and search as published on data.police.uk."""
