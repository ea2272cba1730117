"""What is seen of a page: faults that axe finds, what sticks out, what is too small."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
# The rules of WCAG 2.2 AA and below.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# Elements whose content is wider (or on a wall also higher) than they are and that would scroll.
SCROLLING = """(wall) => [...document.querySelectorAll('*')].filter((each) => {
  const { overflowX, overflowY, visibility } = getComputedStyle(each)
  if (visibility === 'hidden' || !each.checkVisibility()) return false
  const root = each === document.scrollingElement
  const scrolls = (overflow) => root ? overflow !== 'hidden' : ['auto', 'scroll'].includes(overflow)
  return scrolls(overflowX) && each.scrollWidth > each.clientWidth + 1
    || wall && scrolls(overflowY) && each.scrollHeight > each.clientHeight + 1
}).map((each) => `${each.tagName}.${each.className} ${each.scrollWidth}×${each.scrollHeight} in ${
  each.clientWidth}×${each.clientHeight}`)"""

# Text that can be seen and is smaller than a share of the height of the screen.
SMALL = """(lines) => {
  const least = innerHeight / lines - 0.01
  const found = new Set()
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement
    if (!node.data.trim() || !holder.checkVisibility({ visibilityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const { width, height, top, bottom } = range.getBoundingClientRect()
    const hidden = holder.closest('.visually-hidden, [hidden]')
    if (hidden || width < 2 || height < 2 || bottom < 0 || top > innerHeight) continue
    const size = parseFloat(getComputedStyle(holder).fontSize)
    if (size < least) found.add(`${size} px: ${node.data.trim()}`)
  }
  return [...found]
}"""


def faults(page: Page) -> list[str]:
    """Return the serious faults axe finds on a page."""
    options: dict[str, Any] = {"runOnly": RULES, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    grave = [each for each in found if each["impact"] in GRAVE]
    return [
        f"{each['id']} ×{len(each['nodes'])}: {each['nodes'][0]['html'][:300]} "
        f"{each['nodes'][0].get('failureSummary', '')[:300]}"
        for each in grave
    ]


def scrolling(page: Page, *, wall: bool = False) -> list[str]:
    """Return what scrolls sideways, on a wall also what scrolls at all."""
    found: list[str] = page.evaluate(SCROLLING, wall)
    return found


def small_texts(page: Page, lines: int) -> list[str]:
    """Return visible texts smaller than one of so many lines to the height of the screen."""
    found: list[str] = page.evaluate(SMALL, lines)
    return found
