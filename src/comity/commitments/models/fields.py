"""Imported values that only the application looks into."""

import json
from typing import Any

from django.db import models


class ImportedField(models.TextField):  # type: ignore[type-arg]
    """Lists and objects of imported values, stored as JSON in a column of text.

    No query looks inside them, the search index does; and PostgreSQL takes twice as long to take in a row with seven
    columns of ``jsonb``.
    """

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        return json.loads(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj)) or ""
