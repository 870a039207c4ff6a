"""The address of the chapter."""

from __future__ import annotations

from django.urls import path

from openpeel.web.chapter import views

urlpatterns = [path("", views.chapter, name="chapter")]
