"""Cameras as they are: the RTSP server of GStreamer, where it is installed."""

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

CAMERA = Path(__file__).with_name("gst_camera.py")
PYTHON = "/usr/bin/python3"
NEEDED = (
    "import gi; gi.require_version('GstRtspServer', '1.0'); "
    "from gi.repository import Gst, GstRtspServer; Gst.init(None); "
    "import sys; sys.exit(not all(map(Gst.ElementFactory.find, ('x264enc', 'rtph264pay'))))"
)


def has_gstreamer() -> bool:
    """Tell whether `setup.sh camera` has been here."""
    if shutil.which(PYTHON) is None:
        return False
    asked = subprocess.run([PYTHON, "-c", NEEDED], capture_output=True, check=False, timeout=60)
    return asked.returncode == 0


@asynccontextmanager
async def gst_camera(pipeline: str, *who: str) -> AsyncIterator[str]:
    """Serve a pipeline, `who` (user, password) being asked for; give its address."""
    process = await asyncio.create_subprocess_exec(
        PYTHON, str(CAMERA), pipeline, *who, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        port = int(await asyncio.wait_for(process.stdout.readline(), 20))
        named = f"{who[0]}:{who[1]}@" if who else ""
        yield f"rtsp://{named}127.0.0.1:{port}/cam"
    finally:
        process.kill()
        await process.wait()
