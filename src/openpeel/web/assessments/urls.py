"""Addresses of fieldwork, judgment and recommendations."""

from __future__ import annotations

from django.urls import path

from openpeel.web.assessments import chapter, fieldwork, judgment, recommendations

urlpatterns = [
    path("fieldwork/", fieldwork.evidence, name="fieldwork"),
    path("fieldwork/new", fieldwork.add, name="fieldwork-new"),
    path("fieldwork/<str:name>/change", fieldwork.change, name="fieldwork-change"),
    path("fieldwork/too-early/new", fieldwork.add_early, name="too-early-new"),
    path("fieldwork/promises/new", fieldwork.add_promise, name="promise-new"),
    path("fieldwork/follow/<str:name>/", fieldwork.follow, name="follow-up"),
    path("judgment/", judgment.judgment, name="judgment"),
    path("judgment/causes/<str:name>/", judgment.decide, name="cause-decide"),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<str:name>/", recommendations.recommendation, name="recommendation"),
    path("chapter/print", chapter.page, name="chapter-page"),
    path("chapter/print.pdf", chapter.pdf, name="chapter-pdf"),
]
