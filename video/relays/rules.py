"""Credentials of a relay: good for some hours, made without asking it; pure.

coturn's `use-auth-secret` (draft-uberti-behave-turn-rest-00): the user name is the second it ends
and who asked, the password an HMAC-SHA1 of that by the secret both sides know.
"""

import base64
import hashlib
import hmac
import re
from datetime import datetime, timedelta

# A long meeting; a page asks again when half of it is over.
LIVES = timedelta(hours=8)
MOST_URLS = 8
_URL = re.compile(r"turns?:(\[[0-9a-fA-F:]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?")


def urls_of(setting: str) -> list[str]:
    """Return the addresses of a setting, by commas. Raises `ValueError`."""
    urls = [part for part in (each.strip() for each in setting.split(",")) if part]
    for url in urls:
        if _URL.fullmatch(url) is None:
            raise ValueError(f"{url!r} is no address of a relay: turn:host:port?transport=udp")
    if len(urls) > MOST_URLS:
        raise ValueError(f"at most {MOST_URLS} addresses of relays")
    return urls


def credentials(secret: str, who: str, ends: datetime) -> tuple[str, str, datetime]:
    """Return user name, password, and the second they end."""
    ends = ends.replace(microsecond=0)
    username = f"{int(ends.timestamp())}:{who}"
    made = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(made).decode(), ends
