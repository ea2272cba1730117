"""Pages of the documentation: links go where the server answers, nothing outside, nothing run."""

import re

import pytest

from server.manual import frame, markdown, tree


@pytest.mark.parametrize(
    ("href", "address", "aim"),
    [
        ("how-to/desk.md", "README.md", "/help/how-to/desk.md"),
        (
            "../reference/live.md#close-codes",
            "how-to/desk.md",
            "/help/reference/live.md#close-codes",
        ),
        ("../CHANGELOG.md", "README.md", "/help/project/CHANGELOG.md"),
        ("docs/how-to/install.md", "../README.md", "/help/how-to/install.md"),
        ("problems/", "README.md", "/help/problems/"),
        ("LICENSE", "../README.md", ""),
        ("#here", "README.md", "#here"),
        ("https://example.org/a", "README.md", "https://example.org/a"),
    ],
)
def test_links_lead_where_the_server_answers(href: str, address: str, aim: str) -> None:
    assert markdown.target(href, address) == aim


def test_a_page_runs_nothing() -> None:
    body = markdown.render(
        "# A <b>\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1))", "a.md"
    )
    assert "<script" not in body
    assert "javascript:" not in re.sub(r">[^<]*<", "><", body)
    assert 'id="a-b"' in body


@pytest.mark.parametrize(
    "address", ["../pyproject.toml", "pictures/../../LICENSE", "how-to", "a.png"]
)
def test_nothing_outside_is_given(address: str) -> None:
    assert tree.file_of(address) is None
    assert tree.page_of(address) is None


def test_a_notice_is_text() -> None:
    assert "a<b" not in frame.notice("a<b", "c", "/x", "d")
