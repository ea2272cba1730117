"""Credentials of a relay as coturn reads them; which addresses a setting may name."""

import base64
import hashlib
import hmac
from datetime import UTC, datetime

import pytest

from video.relays.rules import LIVES, MOST_URLS, credentials, urls_of

NOW = datetime(2026, 9, 1, 8, tzinfo=UTC)


def test_a_user_name_says_when_it_ends_and_the_password_proves_it() -> None:
    username, credential, ends = credentials("geheim", "account:7", NOW + LIVES)
    assert username == f"{int((NOW + LIVES).timestamp())}:account:7"
    assert ends == NOW + LIVES
    proof = hmac.new(b"geheim", username.encode(), hashlib.sha1).digest()
    assert base64.b64decode(credential) == proof
    assert credentials("other", "account:7", NOW + LIVES)[1] != credential


def test_addresses_are_those_of_relays() -> None:
    assert urls_of("") == urls_of(" , ") == []
    several = "turn:relay.city:3478?transport=udp, turns:10.0.0.7:5349?transport=tcp,turn:[fd00::1]"
    assert len(urls_of(several)) == 3
    for wrong in ("stun:relay.city", "turn:", "http://relay", "turn:a?transport=sctp", "turn:a b"):
        with pytest.raises(ValueError, match="no address"):
            urls_of(wrong)
    with pytest.raises(ValueError, match="at most"):
        urls_of(",".join(["turn:relay"] * (MOST_URLS + 1)))
