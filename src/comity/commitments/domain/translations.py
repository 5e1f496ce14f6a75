"""The same recommendation in a further language: a text of its own, found by its own words."""

from collections import defaultdict
from collections.abc import Iterable

from comity.commitments.content import Content, content_of
from comity.commitments.decided import decisions_on, with_decisions
from comity.commitments.domain.report import Report
from comity.commitments.indexing import entry, language_bundle
from comity.commitments.models import Recommendation
from comity.kernel.models import Text
from comity.search.indexer import Indexer

SUBJECT, FIELD = "recommendation", "text"


def further_texts(numbers: Iterable[int]) -> defaultdict[int, list[tuple[str, str]]]:
    """Language and text of the further texts of records, by record number."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = Text.objects.filter(subject_type=SUBJECT, field=FIELD, subject__in=list(numbers)).order_by("id")
    for number, language, text in rows.values_list("subject", "language", "text"):
        found[number].append((language, text))
    return found


class Translations:
    """Gathers further texts during an import and writes them together."""

    def __init__(self, indexer: Indexer) -> None:
        self._indexer = indexer
        self._waiting: dict[tuple[int, str], Content] = {}

    def take(self, number: int, content: Content) -> None:
        self._waiting[number, content.language] = content

    def write(self, report: Report) -> None:
        """Write what waits, and count each text as created, updated or unchanged."""
        if not self._waiting:
            return
        rows = Text.objects.filter(
            subject_type=SUBJECT, field=FIELD, subject__in={number for number, _language in self._waiting}
        )
        known = {(row.subject, row.language): row for row in rows}
        new, changed = [], []
        for (number, language), content in self._waiting.items():
            there = known.get((number, language))
            if there is None:
                new.append(
                    Text(
                        subject_type=SUBJECT, subject=number, field=FIELD, language=language, text=content.text,
                        status=Text.Status.OFFICIAL, source=content.source,
                    )
                )  # fmt: skip
            elif there.text == content.text:
                report.unchanged += 1
            else:
                there.text = content.text
                changed.append(there)
        self._waiting.clear()
        self._change(changed)
        Text.objects.bulk_create(new)
        for row in new:
            self._indexer.extend(row.subject, [language_bundle(row.language)], [(row.language, row.text)])
        report.created += len(new)
        report.updated += len(changed)

    def _change(self, changed: list[Text]) -> None:
        """Give records the new wording of their further texts, and index each record afresh."""
        numbers = [row.subject for row in changed]
        before = further_texts(numbers)
        Text.objects.bulk_update(changed, ["text"], batch_size=200)
        after, decided = further_texts(numbers), decisions_on(numbers)
        for number, record in Recommendation.objects.in_bulk(numbers).items():
            content = with_decisions(content_of(record, record.position_code), decided[number])
            self._indexer.remove(number, *entry(content, before[number]))
            self._indexer.add(number, *entry(content, after[number]))
