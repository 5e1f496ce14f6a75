from django.urls import path

from comity.web.clusters import acts, alone, lists, page

urlpatterns = [
    path("desk/clusters", lists.own, name="clusters"),
    path("desk/clusters/alone", alone.show, name="clusters-alone"),
    path("desk/clusters/<slug:act>", acts.on_list, name="clusters-act"),
    path("clusters/<int:pk>", page.show, name="cluster"),
    path("clusters/<int:pk>/<slug:act>", acts.on_cluster, name="cluster-act"),
    path("states/<slug:code>/clusters", lists.public, name="state-clusters"),
]
