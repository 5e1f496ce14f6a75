from django.urls import path

from comity.web.desk import views

urlpatterns = [
    path("desk", views.desk, name="desk"),
    path("desk/inbox", views.inbox, name="inbox"),
    path("desk/rank", views.rank, name="request-rank"),
]
