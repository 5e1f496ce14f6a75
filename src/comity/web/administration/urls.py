"""Addresses of the audit, the time limits and the imports."""

from django.urls import path

from comity.web.administration import audit, imports, limits

urlpatterns = [
    path("desk/audit", audit.show, name="audit"),
    path("desk/limits", limits.show, name="limits"),
    path("desk/imports", imports.index, name="imports"),
    path("desk/imports/runs/<int:pk>", imports.run_page, name="import-run"),
    path("desk/imports/<str:token>", imports.show, name="import"),
    path("desk/imports/<str:token>/import", imports.carry_out, name="import-carry-out"),
]
