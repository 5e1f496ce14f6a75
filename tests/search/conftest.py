"""A small collection whose texts can be read by eye, and its index."""

from collections.abc import Mapping

import pytest
from django.db import transaction

from comity.search.gathering import Bundle
from comity.search.index import Index
from comity.search.indexer import Indexer

TEXTS = {
    1: ("en", "Guarantee the right to education of every girl"),
    2: ("en", "Education is a right; follow-up on target 4.1 (A/HRC/28/15)"),
    3: ("en", "Ratify the Convention against Torture"),
    4: ("fr", "Garantir l'éducation inclusive des filles"),
    5: ("ar", "ضمان الحق في التعليم لكل الأطفال"),
    6: ("zh", "保障儿童受教育的权利"),
    7: ("zh", "批准公约"),
    65536: ("en", "Rights of the child: end torture in schools"),
    65540: ("es", "Garantizar la educación de las niñas"),
    200000: ("ru", "Обеспечить право детей на образование"),
}


def date(number: int) -> str:
    return f"20{number % 20:02}-01-01"


def fields(number: int, language: str) -> list[Bundle]:
    even = ((("even", ("yes",)),),) if number % 2 == 0 else ()
    return [(("language", (language,)), ("date", (date(number),))), *even]


def write(texts: Mapping[int, tuple[str, str]]) -> None:
    with transaction.atomic():
        indexer = Indexer("things")
        for number, (language, text) in texts.items():
            indexer.add(number, fields(number, language), [(language, text)])
        indexer.flush()


@pytest.fixture
def things(db: None) -> Index:
    write(TEXTS)
    return Index("things")
