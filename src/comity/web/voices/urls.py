from django.urls import path

from comity.web.voices import desk, obligations, receipt, reports, safeguarding, tell, writing

urlpatterns = [
    path("recommendations/<int:pk>/tell", tell.tell, name="tell"),
    path("receipt", receipt.show, name="receipt"),
    path("desk/voices", desk.index, name="voices"),
    path("desk/voices/new", writing.new, name="voice-new"),
    path("desk/voices/<int:pk>", desk.show, name="voice"),
    path("desk/voices/<int:pk>/edit", writing.edit, name="voice-edit"),
    path("desk/voices/<int:pk>/<slug:act>", desk.act, name="voice-act"),
    path("desk/safeguarding", safeguarding.index, name="safeguarding"),
    path("desk/safeguarding/<int:pk>", safeguarding.show, name="submission"),
    path("desk/safeguarding/findings/<int:pk>", safeguarding.findings, name="findings-checked"),
    path("desk/safeguarding/contact/<int:pk>", safeguarding.contact, name="contact"),
    path("states/<slug:code>/obligations", obligations.show, name="obligations"),
    path("desk/obligations", reports.index, name="own-obligations"),
]
