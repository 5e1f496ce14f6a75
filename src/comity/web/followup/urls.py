from django.urls import path

from comity.web.followup import action_steps, actions, board, handover, pictures, publication, recommendation, status

urlpatterns = [
    path("desk/followup", board.show, name="followup"),
    path("desk/followup/hand-over", handover.show, name="followup-handover"),
    path("desk/followup/pictures", pictures.show, name="followup-pictures"),
    path("desk/followup/several", status.roll_down, name="followup-roll-down"),
    path("desk/followup/publish", publication.publish, name="followup-publish"),
    path("desk/followup/<int:pk>", recommendation.show, name="followup-recommendation"),
    path("desk/followup/<int:pk>/status", status.record, name="followup-status"),
    path("desk/followup/status/<int:pk>/correct", status.correct, name="followup-correct"),
    path("desk/followup/status/<int:pk>/take-back", publication.unpublish, name="followup-unpublish"),
    path("desk/followup/actions", actions.index, name="followup-actions"),
    path("desk/followup/actions/new", action_steps.new, name="followup-action-new"),
    path("desk/followup/actions/<int:pk>/", actions.show, name="followup-action"),
    path("desk/followup/actions/<int:pk>/edit", action_steps.edit, name="followup-action-edit"),
    path("desk/followup/actions/<int:pk>/smart", action_steps.smart, name="followup-action-smart"),
    path("desk/followup/actions/<int:pk>/report", action_steps.report, name="followup-action-report"),
    path("desk/followup/actions/<int:pk>/<slug:name>", action_steps.step, name="followup-action-step"),
]
