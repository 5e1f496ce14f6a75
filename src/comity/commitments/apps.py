from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "comity.commitments"
    label = "commitments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from comity.commitments.domain.worklist_followup import FollowUpStore  # noqa: PLC0415 - needs the models
        from comity.commitments.worklist_store import connect  # noqa: PLC0415

        connect(FollowUpStore())
