import pytest
from django.db import transaction
from pyroaring import BitMap

from comity.search import indexer as indexer_module
from comity.search.index import Index
from comity.search.indexer import Indexer
from comity.search.models import Posting
from comity.search.places import BLOCK, read

WORDS = ["red", "green", "blue", "éclat", "up-hill", "权利", "4.1"]


def _texts() -> dict[int, list[tuple[str, str]]]:
    numbers = [*range(1, 60), *range(BLOCK - 5, BLOCK + 30)]
    return {n: [("en", f"{WORDS[n % 7]} {WORDS[n % 5]} number{n}"), ("fr", "texte")][: 1 + n % 2] for n in numbers}


def _write(collection: str, texts: dict[int, list[tuple[str, str]]]) -> None:
    with transaction.atomic():
        indexer = Indexer(collection)
        for number, some in texts.items():
            indexer.add(number, [(("odd", (str(number % 2),)),)], some)
        indexer.flush()


def _postings(collection: str) -> dict[tuple[str, str, int], tuple[BitMap, BitMap]]:
    rows = Posting.objects.filter(collection=collection).values_list("field", "value", "block", "bitmap", "places")
    return {(field, value, block): (read(records), read(places)) for field, value, block, records, places in rows}


@pytest.mark.django_db
def test_workers_write_the_index_that_one_process_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()
    _write("alone", texts)
    monkeypatch.setattr(indexer_module, "MANY", 10)
    monkeypatch.setattr(indexer_module, "ENOUGH", 50)
    _write("helped", texts)
    assert _postings("helped") == _postings("alone")
    assert len(Index("helped").all()) == len(texts)


@pytest.mark.django_db
def test_workers_add_to_what_is_there_and_changed_records_lose_their_old_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = _texts()
    _write("helped", texts)
    monkeypatch.setattr(indexer_module, "MANY", 10)
    with transaction.atomic():
        indexer = Indexer("helped")
        for number, some in texts.items():
            indexer.remove(number, [(("odd", (str(number % 2),)),)], some)
            indexer.add(number, [(("odd", (str(number % 2),)),)], [("en", f"new number{number}")])
        indexer.flush()
    _write("alone", {number: [("en", f"new number{number}")] for number in texts})
    assert _postings("helped") == _postings("alone")
