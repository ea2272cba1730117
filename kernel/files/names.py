"""File names: what of a client's name is kept, and how it is handed out again. Pure."""

import re
import unicodedata
from urllib.parse import quote

# Fits every file system after encoding (255 bytes) for names in Chinese with an extension.
MOST_CHARACTERS = 80
FALLBACK = "file"
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(name: str) -> str:
    """Return a name that is safe to show and to save: no path, no control or hidden character."""
    last = re.split(r"[/\\\x00]", name)[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in _HIDDEN)
    kept = re.sub(r'[<>:"|?*]', "_", unicodedata.normalize("NFC", visible)).strip(" .")
    return kept[:MOST_CHARACTERS].strip(" .") or FALLBACK


def with_extension(name: str, extensions: tuple[str, ...]) -> str:
    """Return the name ending as its content asks, so that no disguise leaves the house."""
    if name.lower().endswith(extensions):
        return name
    return _EXTENSION.sub("", name) + extensions[0]


def disposition(name: str) -> str:
    """Return Content-Disposition: always an attachment, UTF-8 name by RFC 5987 beside ASCII."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    plain = re.sub(r'["\\;%]', "_", plain)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
