"""The living report: what tests each sentence of a published report."""
