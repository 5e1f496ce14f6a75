"""Every task with the keyboard alone, and focus that can be seen."""

from collections.abc import Callable

from tests.e2e.people import PASSWORD, Who
from tests.e2e.visitor import Visitor

FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  return {
    words: (element.innerText || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 60),
    id: element.id, seen: parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none",
    inside: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab(visitor: Visitor, times: int = 1) -> dict[str, object]:
    """Press the tabulator; the element that has the focus then must show it and lie in the window."""
    for _time in range(times):
        visitor.page.keyboard.press("Tab")
    focus = visitor.page.evaluate(FOCUS)
    assert focus, f"The focus left the page {visitor.page.url}"
    assert focus["seen"], f"The focus cannot be seen on {focus} of {visitor.page.url}"
    assert focus["inside"], f"The focus is outside the window on {focus} of {visitor.page.url}"
    return dict(focus)


def tab_to(visitor: Visitor, element: str) -> None:
    for _time in range(60):
        if tab(visitor)["id"] == element:
            return
    raise AssertionError(f"Sixty times Tab never reached #{element} on {visitor.page.url}")


def test_skip_link_comes_first_and_leads_to_the_content(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    reader.open("recommendations")
    assert tab(reader)["words"] == reader.say("Skip to the content")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"
    assert reader.page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_signing_in_and_searching_need_no_mouse(visit: Callable[..., Visitor]) -> None:
    reader = visit()
    reader.open("account/login/")
    reader.page.keyboard.press("Escape")
    tab_to(reader, "id_login")
    reader.page.keyboard.type(Who.PREPARER)
    tab_to(reader, "id_password")
    reader.page.keyboard.type(PASSWORD)
    with reader.arriving():
        reader.page.keyboard.press("Enter")
    assert "/desk" in reader.page.url
    tab_to(reader, "find")
    reader.page.keyboard.type("teachers")
    with reader.arriving():
        reader.page.keyboard.press("Enter")
    assert "q=teachers" in reader.page.url


def test_every_stop_of_a_long_page_shows_its_focus_and_there_is_no_trap(visit: Callable[..., Visitor]) -> None:
    reader = visit(size=(390, 844))
    reader.open("recommendations")
    stops = [tab(reader)]
    for _time in range(400):
        reader.page.keyboard.press("Tab")
        focus = reader.page.evaluate(FOCUS)
        if focus is None:
            break
        assert focus["seen"], focus
        stops.append(focus)
    else:
        raise AssertionError("The end of the page was never reached: a trap")
    assert len(stops) > 20
