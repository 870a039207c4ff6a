"""The pages' parts: GOV.UK Design System components, each wrapped once. The page ``/components/`` shows all of them.

A view builds the values of :mod:`openpeel.web.components.parts`, and a template shows one by ``{% show table %}``.
"""
