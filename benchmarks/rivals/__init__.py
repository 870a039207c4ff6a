"""The same ledger four ways, each a script that runs as a process of its own: RIVAL RECORDS LEDGER."""
