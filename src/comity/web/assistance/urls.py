from django.urls import path

from comity.web.assistance import act_views, exports, files, notes, parts, record, register, steps

DESK = "desk/requests/<int:pk>/"
PART = DESK + "form/<slug:step>/<slug:part>/"

urlpatterns = [
    path("requests", register.show, name="requests"),
    path("requests/feed", register.feed, name="requests-feed"),
    path("requests/export.<slug:kind>", exports.export, name="requests-export"),
    path("requests/<slug:code>", record.public, name="request"),
    path("desk/notes", notes.index, name="notes"),
    path("desk/requests/new", steps.new, name="request-new"),
    path(DESK, record.own, name="desk-request"),
    path(DESK + "check", record.check, name="request-check"),
    path(DESK + "act/<slug:name>", act_views.act, name="request-act"),
    path(DESK + "consent/<slug:scope>/end", act_views.end_consent, name="request-consent-end"),
    path(DESK + "consulted/<int:organisation>/end", act_views.end_invitation, name="request-consulted-end"),
    path(DESK + "needs/<int:need>/cover", act_views.cover_need, name="request-need-cover"),
    path(DESK + "files/<int:file>", files.serve, name="request-file"),
    path(DESK + "form/", steps.tasks, name="request-tasks"),
    path(DESK + "form/<slug:step>", steps.show, name="request-form"),
    path(PART + "new", parts.add, name="request-part-new"),
    path(PART + "<int:part_pk>", parts.change, name="request-part"),
    path(PART + "<int:part_pk>/remove", parts.remove, name="request-part-remove"),
]
