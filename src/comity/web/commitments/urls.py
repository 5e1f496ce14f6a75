from django.urls import path

from comity.web.commitments import explorer, recommendation, states

urlpatterns = [
    path("recommendations", explorer.explore, name="recommendations"),
    path("recommendations/<int:pk>", recommendation.show, name="recommendation"),
    path("states", states.index, name="states"),
    path("states/<slug:code>", states.show, name="state"),
]
