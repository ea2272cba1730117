"""Opens XML of strangers: no DTD, no entities, a ceiling on depth; GBK as well as UTF-8."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from gis.formats import limits
from gis.formats.model import Refused

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>")
_CHINESE = {"gbk", "gb2312", "gb18030", "cp936"}


def root_of(path: Path) -> tuple[Element, str]:
    """Return the root of an XML file and its encoding. Raises `Refused`."""
    raw, encoding = path.read_bytes().lstrip(b"\xef\xbb\xbf \t\r\n"), "utf-8"
    declared = _DECLARED.match(raw[:200])
    if declared and declared[1].decode().lower() in _CHINESE:
        raw, encoding = _from_chinese(raw[declared.end() :]), "gb18030"
    elif declared:
        encoding = declared[1].decode().lower()
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("xml-dtd", "XML with a DTD or entities is not read.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("broken", f"The XML cannot be read: {error}.") from error
    _check_depth(root)
    return root, encoding


def _from_chinese(raw: bytes) -> bytes:
    try:
        return raw.decode("gb18030").encode()
    except UnicodeDecodeError as error:
        raise Refused("broken", "The XML is not in the encoding it names.") from error


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(limits.XML_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise Refused("broken", "The XML is nested too deeply.")


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rsplit("}", 1)[-1]


def children(element: Element, name: str) -> list[Element]:
    """Return the children of a name, whatever their namespace."""
    return [child for child in element if local(child) == name]


def child(element: Element, name: str) -> Element | None:
    """Return the first child of a name."""
    return next((each for each in element if local(each) == name), None)


def text(element: Element | None) -> str | None:
    """Return the text in an element, None when there is none."""
    found = (element.text or "").strip() if element is not None else ""
    return found or None
