"""The rooms of the house, one line each."""

from django.urls import include, path

urlpatterns = [
    path("", include("comity.web.public.urls")),
    path("", include("comity.web.commitments.urls")),
    path("", include("comity.web.voices.urls")),
    path("", include("comity.web.desk.urls")),
    path("", include("comity.web.followup.urls")),
    path("", include("comity.web.clusters.urls")),
    path("", include("comity.web.tags.urls")),
    path("", include("comity.web.assistance.urls")),
    path("", include("comity.web.cooperation.urls")),
    path("", include("comity.web.administration.urls")),
    path("", include("comity.web.people.urls")),
    path("", include("comity.web.worklists.urls")),
]
