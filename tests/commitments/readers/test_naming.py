import pytest

from comity.commitments.readers.naming import recommending_states
from comity.commitments.readers.symbols import first_symbol, report_of, state_of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Open schools (Norway);", ["Norway"]),
        ("Open schools (Norway, Viet Nam)", ["Norway", "Viet Nam"]),
        ("Open schools (Norway) (Chile).", ["Norway", "Chile"]),
        (
            "Ratify (Senegal, Venezuela (Bolivarian Republic of),Peru);",
            ["Senegal", "Venezuela (Bolivarian Republic of)", "Peru"],
        ),
        ("Accede (Niger); Consider acceding (Peru); accede again (Niger);", ["Niger", "Peru"]),
        ("Ratify the Protocol of 1930 (No. 29) (Mexico);", ["Mexico"]),
        ("Train teachers (Trinidad and Tobago and Haiti);", ["Trinidad and Tobago", "Haiti"]),
        ("Submit to the Committee (CRC)", []),
        ("The State (Norway) should act at once", []),
        ("Open schools", []),
        ("Unclosed (Norway", []),
    ],
)
def test_recommending_states_are_those_in_closing_brackets(text, names):
    assert recommending_states(text) == names


@pytest.mark.parametrize(
    ("symbol", "code"),
    [
        ("CEDAW/C/IRQ/CO/8", "IRQ"),
        ("E/C.12/AUS/CO/6", "AUS"),
        ("CRC/C/OPAC/PER/CO/1", "PER"),
        ("CAT/OP/MLI/3", "MLI"),
        ("A/HRC/WG.6/20/SVN/1", "SVN"),
        ("CERD/C/ROM/CO/4-5", "ROU"),
        ("A/HRC/28/15", None),
        ("CRC/C/GC/25", None),
        ("A/HRC/RES/45/32", None),
        ("", None),
    ],
)
def test_state_is_read_out_of_a_symbol(symbol, code):
    assert state_of(symbol) == code


def test_first_symbol_and_its_report():
    symbol = first_symbol("see A/HRC/28/15/Add.1, para. 3 - Para. 3")
    assert symbol == "A/HRC/28/15/Add.1"
    assert report_of(symbol) == "A/HRC/28/15"
    assert first_symbol("no symbol and/or such") == ""
