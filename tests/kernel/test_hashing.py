from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy, override

from comity.kernel.hashing import canonical, content_hash


def test_hash_does_not_depend_on_the_order_of_names():
    assert content_hash({"a": 1, "b": [1, 2]}) == content_hash({"b": [1, 2], "a": 1})


def test_hash_depends_on_the_order_of_a_list_and_on_every_value():
    hashes = {content_hash(content) for content in ([1, 2], [2, 1], ["1", 2], {"a": 1}, {"a": None}, {}, "")}
    assert len(hashes) == 7


def test_hash_is_sha256_in_hexadecimal():
    assert content_hash({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


def test_canonical_form_writes_dates_money_and_translations_as_text():
    with override("en"):
        text = canonical({"on": date(2026, 3, 1), "sum": Decimal("10.50"), "state": gettext_lazy("Draft"), "ö": "ü"})
    assert text == '{"on":"2026-03-01","state":"Draft","sum":"10.50","ö":"ü"}'
