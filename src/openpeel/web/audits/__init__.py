"""Audits of cases: drawn, read by two who do not see each other's answers, settled, and weighed back to all cases."""
