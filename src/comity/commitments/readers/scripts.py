"""The language of a text by its script, where the script is not that of the language the file is said to be in."""

import re

SCRIPTS = {  # language: letters of its script
    "ar": re.compile(r"[\u0620-\u064a]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "zh": re.compile(r"[\u4e00-\u9fff]"),
}
SAMPLE = slice(20, 120)  # characters looked at: behind a number, enough for a sentence
SHARE = 4  # a quarter of them is enough: names and numbers stay in Latin letters


def language_of(text: str, declared: str) -> str:
    """``declared``, unless the text is plainly in the script of another language of the United Nations."""
    sample = text[SAMPLE] or text
    if sample.isascii():
        return declared
    for language, letters in SCRIPTS.items():
        if len(letters.findall(sample)) * SHARE > len(sample):
            return language
    return declared
