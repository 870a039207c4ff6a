"""Addresses of the standards."""

from __future__ import annotations

from django.urls import path

from openpeel.web.standards import views

urlpatterns = [
    path("", views.standards, name="standards"),
    path("<slug:identifier>/", views.standard, name="standard"),
    path("<slug:identifier>/trend.svg", views.trend, name="standard-trend"),
]
