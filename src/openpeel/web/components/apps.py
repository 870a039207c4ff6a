"""Django's name for the components."""

from __future__ import annotations

from django.apps import AppConfig


class Components(AppConfig):
    """The components, as a part of the web."""

    name = "openpeel.web.components"
    label = "components"
