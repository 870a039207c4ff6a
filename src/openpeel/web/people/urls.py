"""Addresses of people and households."""

from __future__ import annotations

from django.urls import path

from openpeel.web.people import views

urlpatterns = [
    path("people/", views.look_up, name="people"),
    path("people/<str:person>/", views.person, name="person"),
    path("households/<str:household>/", views.household, name="household"),
]
