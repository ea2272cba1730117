"""Requests and answers of RTSP, and how a camera is told who asks (RFC 7616). Pure."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

# A description of a camera has 1 KB, and its headers a few hundred bytes.
MOST_HEADERS = 16 * 1024
MOST_BODY = 64 * 1024
# A challenge has some 200 bytes; the expression below takes quadratic time.
MOST_CHALLENGE = 2_000
_STATUS = re.compile(rb"^RTSP/1\.[0-9] ([0-9]{3})(?: (.*))?$")
_PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')


class Unreadable(ValueError):
    """What came is no RTSP."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; names of headers in lower case, the first of each kept but for challenges."""

    status: int
    reason: str
    headers: Mapping[str, str]
    challenges: tuple[str, ...] = ()
    body: bytes = b""

    @property
    def length(self) -> int:
        """How many bytes of body follow. Raises `Unreadable`."""
        text = self.headers.get("content-length", "0")
        if not text.isdecimal() or len(text) > 8 or int(text) > MOST_BODY:
            raise Unreadable(f"a body of {text[:20]} bytes")
        return int(text)


def answer_of(head: bytes) -> Answer:
    """Read the head of an answer. Raises `Unreadable`."""
    first, *rest = head.rstrip(b"\r\n").split(b"\r\n")
    found = _STATUS.match(first)
    if found is None:
        raise Unreadable(f"no RTSP: {first[:40]!r}")
    headers: dict[str, str] = {}
    challenges = []
    for line in rest:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        key, value = name.strip().lower(), value.strip()
        if key == "www-authenticate":
            challenges.append(value)
        headers.setdefault(key, value)
    reason = (found[2] or b"").decode("utf-8", "replace")
    return Answer(int(found[1]), reason[:100], headers, tuple(challenges))


def request(method: str, url: str, headers: Mapping[str, str]) -> bytes:
    """Return the bytes of a request."""
    lines = [f"{method} {url} RTSP/1.0", "User-Agent: wanglou"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass(slots=True)
class Credentials:
    """Who asks; answers the challenge of a camera, Digest before Basic."""

    username: str
    password: str = field(repr=False)
    _challenge: dict[str, str] | None = None
    _count: int = 0

    def challenged(self, answer: Answer) -> bool:
        """Take a challenge in; say whether it can be answered and is not the one before."""
        offered = {each.partition(" ")[0].lower(): each for each in answer.challenges}
        if "digest" in offered:
            parts = {
                found[1].lower(): found[2] if found[2] is not None else found[3]
                for found in _PART.finditer(offered["digest"][:MOST_CHALLENGE])
            }
            if parts.get("algorithm", "MD5").upper() not in ("MD5", "SHA-256"):
                return False
            stale = parts.get("stale", "").lower() == "true"
            again = self._challenge is not None and not stale
            self._challenge = parts
            return bool(self.username) and not again
        again, self._challenge = self._challenge is not None, {}
        return "basic" in offered and bool(self.username) and not again

    def header(self, method: str, url: str, nonce: str) -> dict[str, str]:
        """Return the header a request carries; `nonce` is a fresh random text of ours."""
        if self._challenge is None:
            return {}
        if not self._challenge:
            pair = b64encode(f"{self.username}:{self.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        return {"Authorization": self._digest(method, url, nonce)}

    def _digest(self, method: str, url: str, nonce: str) -> str:
        given = self._challenge or {}
        algorithm = given.get("algorithm", "MD5")
        realm, theirs = given.get("realm", ""), given.get("nonce", "")
        first = _hash(algorithm, f"{self.username}:{realm}:{self.password}")
        second = _hash(algorithm, f"{method}:{url}")
        said = {"username": self.username, "realm": realm, "nonce": theirs, "uri": url}
        if "auth" in [each.strip() for each in given.get("qop", "").split(",")]:
            self._count += 1
            count = f"{self._count:08x}"
            said["response"] = _hash(algorithm, f"{first}:{theirs}:{count}:{nonce}:auth:{second}")
            plain = f", qop=auth, nc={count}"
            said["cnonce"] = nonce
        else:
            said["response"] = _hash(algorithm, f"{first}:{theirs}:{second}")
            plain = ""
        if "opaque" in given:
            said["opaque"] = given["opaque"]
        if "algorithm" in given:
            plain += f", algorithm={algorithm}"
        return "Digest " + ", ".join(f'{name}="{value}"' for name, value in said.items()) + plain


def _hash(algorithm: str, text: str) -> str:
    name = "sha256" if algorithm.upper() == "SHA-256" else "md5"
    return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()
