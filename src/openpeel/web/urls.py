"""Every address; one line for each part of the web."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("openpeel.web.home.urls")),
    path("", include("openpeel.web.accounts.urls")),
    path("access-log/", include("openpeel.web.access_log.urls")),
    path("missing/", include("openpeel.web.missing_people.urls")),
    path("components/", include("openpeel.web.components.urls")),
]
