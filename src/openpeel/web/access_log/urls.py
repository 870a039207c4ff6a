"""Addresses of the access log."""

from __future__ import annotations

from django.urls import path

from openpeel.web.access_log import views

urlpatterns = [path("", views.access_log, name="access-log")]
