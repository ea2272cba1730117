"""What the pipeline counts for people who watch it."""

from prometheus_client import Counter, Gauge, Histogram

STORED = Counter("wanglou_positions_stored_total", "Positions stored", ["protocol"])
REFUSED = Counter("wanglou_positions_refused_total", "Positions not believed", ["reason"])
UNKNOWN = Counter("wanglou_devices_unknown_total", "Reports of unknown devices", ["protocol"])
FRAMES = Counter("wanglou_frames_refused_total", "Frames that could not be read", ["link", "why"])
WAITING = Gauge("wanglou_positions_waiting", "Positions that wait to be stored")
LAG = Gauge("wanglou_positions_lag_seconds", "Age of the oldest position that waits")
LINKS = Gauge("wanglou_device_links", "Connections of devices", ["link"])
BATCH_SECONDS = Histogram("wanglou_positions_batch_seconds", "Time to store one batch")
