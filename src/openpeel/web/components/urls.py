"""The address of the gallery."""

from __future__ import annotations

from django.urls import path

from openpeel.web.components import views

urlpatterns = [path("", views.gallery, name="components")]
