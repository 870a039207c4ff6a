"""Closing by test: a recommendation closes when its measure has held, and opens again when it does not."""
