"""Addresses of worklists: sending one, and taking it back."""

from django.urls import path

from comity.web.worklists import sending, taking

urlpatterns = [
    path("desk/worklists", sending.index, name="worklists"),
    path("desk/worklists/download", sending.download, name="worklist-download"),
    path("desk/worklists/<str:token>", taking.show, name="worklist"),
    path("desk/worklists/<str:token>/apply", taking.apply, name="worklist-apply"),
]
