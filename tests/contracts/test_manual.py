"""The documentation inside the product, over HTTP: every link of every page leads somewhere."""

import re

from server.manual import tree
from tests.contracts.planted import World
from tests.contracts.running import Running

HREF = re.compile(r'(?:href|src)="([^"]+)"')


def test_every_link_of_every_page_leads_somewhere(world: World) -> None:
    client = world.people["operator"]
    pages = [page.address for group in tree.pages().values() for page in group]
    aims: dict[str, str] = {}
    for address in [*pages, "project/README.md", "project/CHANGELOG.md", "problems/"]:
        answer = client.get(f"/help/{address}")
        assert answer.status_code == 200, address
        aims |= {href.partition("#")[0]: address for href in HREF.findall(answer.text)}
    ours = {path: page for path, page in aims.items() if path.startswith(("/help", "/problems"))}
    assert len(ours) > len(pages)
    assert {path: page for path, page in ours.items() if client.get(path).status_code >= 400} == {}


def test_whoever_is_not_signed_in_is_asked_to(running: Running) -> None:
    with running.client() as client:
        answer = client.get('/help/how-to/"><script>.md')
        assert answer.status_code == 401
        assert "/sign-in?to=/help/" in answer.text
        assert "<script" not in answer.text
        assert client.get("/help").headers["location"] == "/help/README.md"
        assert client.get("/help/manual.css").status_code == 200
