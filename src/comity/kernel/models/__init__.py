from comity.kernel.models.audit import AuditEvent, AuditHead
from comity.kernel.models.change import StateChange
from comity.kernel.models.consent import Consent
from comity.kernel.models.notification import Notification
from comity.kernel.models.record import Record
from comity.kernel.models.text import Text

__all__ = ["AuditEvent", "AuditHead", "Consent", "Notification", "Record", "StateChange", "Text"]
