"""Addresses of cases."""

from __future__ import annotations

from django.urls import path

from openpeel.web.cases import views

urlpatterns = [path("<str:kind>/<str:reference>/", views.case, name="case")]
