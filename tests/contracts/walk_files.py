"""The part of the walk that brings files of map data in and out."""

from typing import TYPE_CHECKING

from gis.feature import feature

if TYPE_CHECKING:
    from tests.contracts.walk import Walker

TABLE = "名称,经度,纬度,级别\n金平站,116.703,23.365,x\n龙湖站,116.745,23.361,1\n".encode()


def step(walker: "Walker", job: str) -> None:
    """Let a background step of the maps run once."""
    (found,) = [each for each in feature.jobs if each.name == job]

    async def run() -> None:
        await found.step(walker.world.running.runtime)

    walker.world.running.wait(run())


def transfers(walker: "Walker") -> None:
    """Bring a table in that fails, mend the choice, undo it; take a layer out, now and later."""
    sent = walker.world.people["jinping"].post("/api/files", files={"file": ("站.csv", TABLE)})
    path = begun(walker, sent.json()["id"])
    choices = {"columns": [{"source": "级别", "type": "integer"}], "sight": "open"}
    walker.ask("jinping", "PUT", f"{path}/choices", choices)
    walker.post("jinping", f"{path}/start")
    step(walker, "imports-run")
    walker.get("jinping", f"{path}/faults")
    walker.get("jinping", f"{path}/faults.csv")
    walker.ask("jinping", "PUT", f"{path}/choices", {"sight": "open", "style": {"heat": True}})
    step(walker, "imports-inspect")
    walker.post("jinping", f"{path}/start")
    for _ in range(2):
        step(walker, "imports-run")
    done = walker.get("jinping", path)
    assert done["state"] == "done", done
    exported(walker, done["layer_id"])
    drawn(walker, done["layer_id"])
    walker.post("jinping", f"{path}/undo")
    again = begun(walker, sent.json()["id"])
    walker.post("jinping", f"{again}/cancel")
    walker.get("jinping", "/api/imports")


def begun(walker: "Walker", file: str) -> str:
    """Begin an import and have all that waits looked through; return its path."""
    made = walker.post("jinping", "/api/imports", {"file": file})
    for _ in range(4):
        step(walker, "imports-inspect")
    return f"/api/imports/{made['id']}"


def exported(walker: "Walker", layer: str) -> None:
    """Take a layer out at once and in the background."""
    query = f"layer_id={layer}&format=geojson&bbox=116,23,117,24"
    walker.get("wall", f"/api/exports/file?{query}")
    form = {"layer_id": layer, "format": "xlsx", "bbox": [116, 23, 117, 24]}
    made = walker.post("jinping", "/api/exports", form)
    for _ in range(4):
        step(walker, "exports-run")
    walker.get("jinping", f"/api/exports/{made['id']}")
    spare = walker.post("jinping", "/api/exports", form)
    walker.post("jinping", f"/api/exports/{spare['id']}/cancel")
    walker.get("jinping", "/api/exports")


def drawn(walker: "Walker", layer: str) -> None:
    """Have a map drawn, give another up, throw both away."""
    form = {"form": "png", "title": "x", "layers": [layer], "resolution": "draft"}
    made = walker.post("jinping", "/api/maps", form)
    for _ in range(4):
        step(walker, "maps-draw")
    walker.get("jinping", f"/api/maps/{made['id']}")
    spare = walker.post("jinping", "/api/maps", form)
    walker.post("jinping", f"/api/maps/{spare['id']}/cancel")
    walker.get("jinping", "/api/maps")
    for each in (made, spare):
        walker.ask("jinping", "DELETE", f"/api/maps/{each['id']}")
