"""The frozen tree of settings, read once from the environment (`WANGLOU_…`).

Every field has a line in `docs/reference/settings.md`, which is made from this file.
"""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What this process was started with."""

    model_config = SettingsConfigDict(env_prefix="WANGLOU_", frozen=True, extra="ignore")

    home: Path = Field(Path("var"), description="Folder that holds all state.")
    host: str = Field("127.0.0.1", description="Address the HTTP server listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Port the HTTP server listens on.")
    database_url: str = Field("", description="PostgreSQL, application role; empty = embedded.")
    owner_database_url: str = Field("", description="PostgreSQL, owner role, for `migrate` only.")
    redis_url: str = Field("", description="Redis; empty = embedded.")
    public_url: str = Field(
        "", description="Address under which browsers reach the server; extends the Origin check."
    )
    demo: bool = Field(False, description="Load and play the demo city.")
    city: Path = Field(
        Path("data/cities/shantou"), description="City data set of this installation."
    )
    secure_cookies: bool = Field(
        False, description="Mark cookies Secure; switch on wherever TLS stands in front."
    )
    password_profile: Literal["djbh-3", "asvs-l2"] = Field(
        "djbh-3", description="Password rules: 等保 2.0 level 3 or OWASP ASVS level 2."
    )
    session_idle_minutes: int = Field(
        30, ge=1, le=1440, description="A session ends after so long without a request."
    )
    session_hours: int = Field(
        12, ge=1, le=72, description="A session ends after so long at the latest."
    )
    wall_session_days: int = Field(
        30, ge=1, le=90, description="Sessions of wall screens, which nobody touches, last so long."
    )
    database_connections: int = Field(
        10, ge=2, le=100, description="Connections one process keeps to PostgreSQL."
    )
    sockets_per_account: int = Field(
        20, ge=1, le=1000, description="Live sockets one account may hold in one process."
    )
    max_body_bytes: int = Field(
        1_048_576, ge=1024, description="Largest JSON body accepted; files have their own door."
    )
    clear_closed_after_minutes: int = Field(
        120, ge=0, description="A closed incident leaves the boards after so long."
    )
    erase_personal_after_days: int = Field(
        180, ge=1, description="The restricted part of reports is erased after so long."
    )
    feed_hosts: str = Field(
        "",
        description="Hosts feeds may be asked at, `host` or `host:port` by commas; empty = none.",
    )
    camera_hosts: str = Field(
        "",
        description="Where cameras may be asked, by organisation: "
        "`police=10.1.0.0/16,cam.police:554; *=192.0.2.7`; `*` is every organisation, one above "
        "another answers for it too; empty = nowhere.",
    )
    unknown_devices: Literal["refuse", "quarantine", "register"] = Field(
        "quarantine",
        description="What happens to devices nobody registered: turned away; listed until somebody "
        "lets them in; let in at once.",
    )
    positions_days: int = Field(
        180, ge=1, le=3650, description="Positions are kept for so many days, then dropped."
    )
    device_host: str = Field(
        "127.0.0.1",
        description="Address the device ports listen on; beyond this machine it needs "
        "WANGLOU_DEVICE_NETWORKS.",
    )
    device_networks: str = Field(
        "",
        description="Networks devices may come from (CIDR, by commas); empty = this machine alone.",
    )
    jt808_port: int = Field(
        8808, ge=0, le=65535, description="Port of JT/T 808 terminals; 0 = any free one."
    )
    cot_port: int = Field(
        8087, ge=0, le=65535, description="Port of Cursor-on-Target streams; 0 = any free one."
    )
    nmea_port: int = Field(
        8813, ge=0, le=65535, description="Port of NMEA 0183 receivers; 0 = any free one."
    )
    ingest_metrics_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port of this machine at which the ingest process tells its counters to "
        "Prometheus; 0 = none.",
    )
    media_ports: str = Field(
        "50000-50199",
        description="UDP ports sound and pictures come to; each media process takes eight of them.",
    )
    media_address: str = Field(
        "",
        description="Addresses browsers reach the media ports at, by commas; empty = all of this "
        "machine.",
    )
    media_control_host: str = Field(
        "127.0.0.1",
        description="Address a media process takes orders at; servers on other machines need one "
        "they reach.",
    )
    media_metrics_port: int = Field(
        0,
        ge=0,
        le=65535,
        description="Port of this machine at which the media process tells its counters to "
        "Prometheus; 0 = none.",
    )
    recordings_days: int = Field(
        90,
        ge=1,
        le=3650,
        description="Recordings are kept for so many days after they ended; those held, or of an "
        "incident that is open, longer.",
    )
    recordings_min_free: float = Field(
        2.0,
        ge=0,
        description="GB recordings leave free on their disk: with less nothing is recorded and an "
        "alarm says so.",
    )
    turn_urls: str = Field(
        "",
        description="Relays for browsers that cannot reach the media ports, by commas: "
        "`turn:relay.city:3478?transport=udp,turn:relay.city:3478?transport=tcp`; empty = none.",
    )
    turn_secret: SecretStr = Field(
        SecretStr(""),
        description="What coturn knows as `static-auth-secret`; credentials that end are made "
        "from it.",
    )
    trust_proxy: bool = Field(
        False, description="Take the client address from X-Forwarded-For of the nearest proxy."
    )

    @classmethod
    def load(cls) -> Self:
        """Read the environment once."""
        return cls()
