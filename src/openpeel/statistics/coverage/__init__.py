"""How often each interval that is offered holds the truth, as docs/explanation/intervals.md publishes it."""
