"""Every address; one line for each part of the web."""

from __future__ import annotations

from django.urls import include, path

from openpeel.web.typed import throw_away

urlpatterns = [
    path("", include("openpeel.web.home.urls")),
    path("", include("openpeel.web.accounts.urls")),
    path("chapter/", include("openpeel.web.chapter.urls")),
    path("standards/", include("openpeel.web.standards.urls")),
    path("cases/", include("openpeel.web.cases.urls")),
    path("work/", include("openpeel.web.work.urls")),
    path("", include("openpeel.web.loads.urls")),
    path("access-log/", include("openpeel.web.access_log.urls")),
    path("", include("openpeel.web.assessments.urls")),
    path("", include("openpeel.web.lists.urls")),
    path("", include("openpeel.web.people.urls")),
    path("audits/", include("openpeel.web.audits.urls")),
    path("missing/", include("openpeel.web.missing_people.urls")),
    path("typed/throw-away", throw_away, name="typed-throw-away"),
    path("components/", include("openpeel.web.components.urls")),
]
