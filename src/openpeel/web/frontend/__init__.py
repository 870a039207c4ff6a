"""The GOV.UK Design System's compiled files: from their package into the static files, when OpenPEEL is installed."""
