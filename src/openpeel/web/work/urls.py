"""Addresses of the team's work."""

from __future__ import annotations

from django.urls import path

from openpeel.web.work import views

urlpatterns = [
    path("", views.work, name="work"),
    path("assign/", views.assign, name="work-assign"),
]
