"""Evidence of every basis: from all records, from samples, from people, from what is written or published."""
