"""Addresses of lists."""

from __future__ import annotations

from django.urls import path
from django.views.generic import RedirectView

from openpeel.web.lists import views

urlpatterns = [
    path("call-back/", RedirectView.as_view(pattern_name="list-call-back"), name="call-back"),
    path("lists/", views.lists, name="lists"),
    path("lists/call-back/", views.cases, {"identifier": "call-back"}, name="list-call-back"),
    path("lists/<slug:identifier>/", views.cases, name="list"),
]
