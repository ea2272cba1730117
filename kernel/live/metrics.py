"""What the live part counts, for `/metrics`."""

from prometheus_client import Counter, Gauge, Histogram

SOCKETS = Gauge("wanglou_live_sockets", "Open live sockets")
BOARDS = Gauge("wanglou_live_boards", "Open boards")
FRAMES = Counter("wanglou_live_frames_total", "Frames written to sockets")
BYTES = Counter("wanglou_live_bytes_total", "Bytes written to sockets")
FACTS = Counter("wanglou_live_facts_total", "Facts the reader has passed on")
LAG = Histogram(
    "wanglou_live_lag_seconds",
    "From the moment of a fact to its frames being written",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.3, 0.5, 1, 3, 10),
)
CLOSED = Counter("wanglou_live_closed_total", "Sockets closed by us", ["code"])
READER_FAILURES = Counter("wanglou_live_reader_failures_total", "Failed readings of the journal")
