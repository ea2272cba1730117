"""The frame of every page: where one is, the other pages, the way back to the screens."""

from html import escape

from server.manual.tree import GROUPS, Page, pages

# A list longer than this is folded until one of it is open.
LONG = 12


def framed(title: str, body: str, address: str) -> str:
    """Return a whole page."""
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · 望楼</title>"
        '<link rel="icon" href="/favicon.svg">'
        '<link rel="stylesheet" href="/help/manual.css"></head>'
        '<body><a class="skip" href="#page">跳到正文 Skip to the text</a>'
        '<header><a href="/" class="home">望楼</a><a href="/help/README.md">帮助 Help</a>'
        '<a href="/" class="back">返回系统 Back to the screens</a></header>'
        f'<div class="frame"><nav aria-label="帮助 Help">{_nav(address)}</nav>'
        f'<main id="page" lang="en">{body}</main></div></body></html>'
    )


def listing(folder: str) -> str:
    """Return the pages of a folder as a list."""
    zh, en = next((zh, en) for name, zh, en in GROUPS if name == folder)
    return f"<h1>{zh} {en}</h1><ul>{''.join(_entry(page, '') for page in pages()[folder])}</ul>"


def notice(title: str, text: str, link: str, word: str) -> str:
    """Return a page that says one thing and names the next step."""
    return framed(
        title,
        f'<h1>{escape(title)}</h1><p>{escape(text)}</p><p><a href="{link}">{word}</a></p>',
        "",
    )


def _nav(address: str) -> str:
    return "".join(_group(folder, f"{zh} {en}", address) for folder, zh, en in GROUPS)


def _group(folder: str, title: str, address: str) -> str:
    found = pages()[folder]
    entries = "".join(_entry(page, address) for page in found)
    if folder == "reference":
        entries += _link("/docs", "接口文档 API", current=False)
    if len(found) <= LONG:
        return f"<h2>{title}</h2><ul>{entries}</ul>"
    here = " open" if any(page.address == address for page in found) else ""
    return f"<details{here}><summary>{title} {len(found)}</summary><ul>{entries}</ul></details>"


def _entry(page: Page, address: str) -> str:
    return _link(f"/help/{page.address}", page.title, current=page.address == address)


def _link(href: str, text: str, *, current: bool) -> str:
    mark = ' aria-current="page"' if current else ""
    return f'<li><a href="{href}"{mark}>{escape(text)}</a></li>'
