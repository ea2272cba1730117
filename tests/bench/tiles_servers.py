"""Servers of tiles, each a process of its own: ours, and others where they can be installed."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from tests.harness.ports import free_port
from tests.harness.servers import DatabaseUrls

PEERS = Path(".tools/peers")
LOCK = Path("requirements-peers.lock")
INSTALL_TIMEOUT_S = 300
START_TIMEOUT_S = 60
# Ours, with or without its cache.
OURS = (
    "import gis.tiles.service as tiles; tiles.CACHE_BYTES = {cache}; "
    "from server.serve import serve; from kernel.api import Settings; serve(Settings.load())"
)


@asynccontextmanager
async def ours(urls: DatabaseUrls, redis: str, *, cache: int) -> AsyncIterator[tuple[int, int]]:
    """Run one server process; yield its port and pid."""
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        environment = os.environ | {
            "WANGLOU_HOME": home,
            "WANGLOU_PORT": str(port),
            "WANGLOU_DATABASE_URL": urls.app,
            "WANGLOU_REDIS_URL": redis,
        }
        code = OURS.format(cache=cache)
        with process([sys.executable, "-c", code], environment) as pid:
            await answers(port)
            yield port, pid


@asynccontextmanager
async def tipg(urls: DatabaseUrls) -> AsyncIterator[tuple[int, int]]:
    """Run tipg on the table of the peers."""
    port, parts = free_port(), urlsplit(urls.superuser)
    host = quote(parse_qs(parts.query)["host"][0], safe="")
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{parts.username}:{parts.password}@{host}{parts.path}",
        "TIPG_DB_SCHEMAS": '["public"]',
        "TIPG_TILE_BUFFER": "64",
        "DB_MAX_CONN_SIZE": "4",
    }
    command = [str(PEERS / "bin/uvicorn"), "tipg.main:app", "--port", str(port)]
    with process([*command, "--no-access-log"], environment) as pid:
        await answers(port)
        yield port, pid


@asynccontextmanager
async def pygeoapi(urls: DatabaseUrls) -> AsyncIterator[tuple[int, int]]:
    """Run pygeoapi on the table of the peers."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = os.environ | _pygeoapi_files(Path(folder), urls.superuser, port)
        command = [str((PEERS / "bin/gunicorn").resolve()), "pygeoapi.flask_app:APP"]
        command += ["--bind", f"127.0.0.1:{port}", "--workers", "2", "--keep-alive", "60"]
        with process([*command, "--worker-class", "gthread", "--threads", "4"], environment) as pid:
            await answers(port)
            yield port, pid


def _pygeoapi_files(folder: Path, url: str, port: int) -> dict[str, str]:
    config, openapi = folder / "config.yml", folder / "openapi.yml"
    config.write_text(json.dumps(_pygeoapi_config(url, port)))  # YAML holds JSON
    openapi.write_text("{}")
    return {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(openapi)}


def _pygeoapi_config(url: str, port: int) -> dict[str, object]:
    parts = urlsplit(url)
    box = {
        "spatial": {
            "bbox": [116, 23, 117, 24],
            "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
        }
    }
    tiles = {
        "type": "tile",
        "name": "MVT-postgresql",
        "data": {
            "host": parse_qs(parts.query)["host"][0],
            "dbname": parts.path.lstrip("/"),
            "user": parts.username,
            "password": unquote(parts.password or ""),
            "search_path": ["public"],
        },
        "id_field": "id",
        "table": "peer_points",
        "geom_field": "geom",
        "storage_crs": "http://www.opengis.net/def/crs/EPSG/0/4326",
        "options": {"zoom": {"min": 0, "max": 22}},
        "format": {"name": "pbf", "mimetype": "application/vnd.mapbox-vector-tile"},
    }
    text = {"title": "x", "description": "x", "keywords": ["x"]}
    return {
        "server": {
            "bind": {"host": "127.0.0.1", "port": port},
            "url": f"http://127.0.0.1:{port}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "languages": ["en-US"],
            "limits": {"default_items": 10, "max_items": 10},
            "map": {"url": "x", "attribution": "x"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": text
            | {"keywords_type": "theme", "terms_of_service": "x", "url": "x"},
            "license": {"name": "x", "url": "x"},
            "provider": {"name": "x", "url": "x"},
            "contact": {"name": "x"},
        },
        "resources": {
            "points": text
            | {"type": "collection", "links": [], "extents": box, "providers": [tiles]}
        },
    }


@contextmanager
def process(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """Run a process; end it, and tell what it said when it fell over."""
    with tempfile.TemporaryFile() as said:
        running = subprocess.Popen(command, env=environment, stdout=said, stderr=said)
        try:
            yield running.pid
        except Exception:
            said.seek(0)
            print(said.read().decode(errors="replace")[-2000:])
            raise
        finally:
            running.terminate()
            running.wait()


async def answers(port: int) -> None:
    """Wait until something answers on a port."""
    until = time.monotonic() + START_TIMEOUT_S
    while True:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.1)
            continue
        writer.close()
        return


def installed() -> str:
    """See that the peers are installed, on demand; return why they are not."""
    stamp = PEERS / "installed"
    if stamp.exists() and stamp.read_text() == LOCK.read_text():
        return ""
    try:
        for command in (
            [sys.executable, "-m", "venv", "--clear", PEERS],
            [PEERS / "bin/pip", "install", "--quiet", "--require-hashes", "-r", LOCK],
        ):
            subprocess.run(
                command, check=True, capture_output=True, text=True, timeout=INSTALL_TIMEOUT_S
            )
    except (subprocess.SubprocessError, OSError) as error:
        why = getattr(error, "stderr", "") or str(error)
        return f"could not be installed: {why.strip()[-200:]}"
    stamp.write_text(LOCK.read_text())
    return ""
