"""The published report as the way in: what tests each sentence, and today's answer."""
