"""Dates and numbers as each language writes them, with the product's own formats for English and Chinese."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import override_settings
from django.utils.formats import date_format, number_format, reset_format_cache
from django.utils.translation import override

from comity.web.formats.zh import formats as chinese


@pytest.fixture(autouse=True)
def _own_formats() -> Iterator[None]:
    with override_settings(FORMAT_MODULE_PATH=["comity.web.formats"]):
        reset_format_cache()
        yield
    reset_format_cache()


def test_english_dates_are_written_as_the_united_nations_writes_them():
    assert date_format(date(2026, 12, 4)) == "4 December 2026"
    assert number_format(267548, force_grouping=True) == "267,548"


def test_other_languages_keep_their_own_ways():
    with override("fr"):
        assert date_format(date(2026, 12, 4)) == "4 décembre 2026"
    with override("ar"):
        assert "2026" in date_format(date(2026, 12, 4))


def test_chinese_dates_have_year_month_and_day():
    assert date_format(date(2026, 12, 4), chinese.DATE_FORMAT) == "2026年12月4日"
