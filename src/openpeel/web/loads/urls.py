"""Addresses of loads and of what they set aside."""

from __future__ import annotations

from django.urls import path

from openpeel.web.loads import views

urlpatterns = [
    path("loads/", views.loads, name="loads"),
    path("quarantine/", views.quarantine, name="quarantine"),
]
