from django.urls import path

from comity.web.tags import acts, agreement, desk

urlpatterns = [
    path("desk/tags", desk.show, name="tags"),
    path("desk/tags/agreement", agreement.show, name="tags-agreement"),
    path("desk/tags/confirmed.csv", agreement.export, name="tags-export"),
    path("desk/tags/decide", acts.decide, name="tags-decide"),
    path("desk/tags/undo", acts.undo, name="tags-undo"),
]
