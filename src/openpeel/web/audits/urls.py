"""Addresses of audits."""

from __future__ import annotations

from django.urls import path

from openpeel.web.audits import files, views

urlpatterns = [
    path("", views.audits, name="audits"),
    path("new", views.new, name="audit-new"),
    path("<str:audit>/", views.audit, name="audit"),
    path("<str:audit>/workbook", files.export, name="audit-export"),
    path("<str:audit>/bring-in", files.bring_in, name="audit-bring-in"),
    path("<str:audit>/close", views.close, name="audit-close"),
    path("<str:audit>/cases/<int:number>/", views.review, name="audit-review"),
    path("<str:audit>/cases/<int:number>/<slug:question>/settle", views.settle, name="audit-settle"),
]
