"""Addresses of the register of missing people."""

from __future__ import annotations

from django.urls import path

from openpeel.web.missing_people import files, parts, views

urlpatterns = [
    path("", views.reports, name="missing"),
    path("new", views.new, name="missing-new"),
    path("export", files.export, name="missing-export"),
    path("import", files.bring_in, name="missing-import"),
    path("hand-over", files.hand_over, name="missing-hand-over"),
    path("<str:entry>/", views.report, name="missing-report"),
    path("<str:entry>/edit", views.edit, name="missing-edit"),
    path("<str:entry>/history", views.history, name="missing-history"),
    path("<str:entry>/history/<int:number>/put-back", views.put_back, name="missing-put-back"),
    path("<str:entry>/<slug:part>/new", parts.edit_part, name="missing-part-new"),
    path("<str:entry>/<slug:part>/<str:reference>/", parts.edit_part, name="missing-part"),
    path("<str:entry>/<slug:part>/<str:reference>/remove", parts.remove_part, name="missing-part-remove"),
]
