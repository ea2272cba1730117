"""One HTTP and WebSocket server process."""

import os
import resource
import socket

import uvicorn

from kernel.api import Settings

# 5,000 screens of one process take a file each; what the machine allows is taken up to this.
OPEN_FILES = 65_536
# Reconnecting screens queue here while the process is busy starting.
BACKLOG = 4096
# Sockets get their closing frame and running requests their answer before the process ends.
DRAIN_S = 10
# The largest frame a screen sends is a subscription with an area; ours go the other way.
LARGEST_FRAME = 65_536
PING_EVERY_S = 20.0


def serve(settings: Settings) -> bool:
    """Serve until a signal arrives; return whether the application had started."""
    raise_file_limit()
    config = uvicorn.Config(
        "server.app:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http="httptools",
        ws="kernel.live.transport:LiveProtocol",
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_FRAME,
        ws_ping_interval=PING_EVERY_S,
        ws_ping_timeout=PING_EVERY_S,
        lifespan="on",
        backlog=BACKLOG,
        timeout_graceful_shutdown=DRAIN_S,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=None,
    )
    server = uvicorn.Server(config)
    server.run(sockets=inherited_sockets())
    return server.started


def inherited_sockets() -> list[socket.socket] | None:
    """Return the socket the supervisor listens on for us, None when we open our own."""
    number = os.environ.get("WANGLOU_LISTEN_FD")
    if number is None:
        return None
    return [socket.socket(fileno=int(number))]


def raise_file_limit() -> None:
    """Allow as many open files as the machine lets us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
