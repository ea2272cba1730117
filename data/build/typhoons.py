"""Writes the real tracks of storms that struck or passed Shantou, one file a storm.

Usage: python typhoons.py SOURCE (the shared source set). Provenance only, not run by the system.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from common import DATA

METRES_PER_SECOND = 0.514444  # of one knot
KM = 1.852  # of one nautical mile
# IBTrACS id → (international number, Chinese name, English name)
STORMS = {
    "1991194N11147": ("9107", "艾美", "Amy"),
    "2005222N14131": ("0510", "珊瑚", "Sanvu"),
    "2006128N09138": ("0601", "珍珠", "Chanchu"),
    "2010256N17137": ("1011", "凡亚比", "Fanapi"),
    "2013259N17132": ("1319", "天兔", "Usagi"),
    "2014164N19116": ("1407", "海贝思", "Hagibis"),
    "2015183N13130": ("1510", "莲花", "Linfa"),
    "2018153N12113": ("1804", "艾云尼", "Ewiniar"),
    "2018250N12170": ("1822", "山竹", "Mangkhut"),
    "2019231N13135": ("1911", "白鹿", "Bailu"),
    "2021214N21110": ("2109", "卢碧", "Lupit"),
    "2023239N18144": ("2311", "海葵", "Haikui"),
}
# JMA writes where the longest radius points: 1 NE … 8 N clockwise, 9 alike on all sides.
WINDS_DEG = {1: 45, 2: 90, 3: 135, 4: 180, 5: 225, 6: 270, 7: 315, 8: 0, 9: None}


def jma(source: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the radii of Tokyo's best track by storm number and moment: 50 kt is force 10, 30 kt force 7."""
    found, storm = {}, ""
    text = gzip.decompress((source / "hazards/jma_best_track_2015_2021.txt.gz").read_bytes())
    for line in text.decode("ascii", "replace").splitlines():
        if line.startswith("66666"):
            storm = line[6:10]
            continue
        moment = datetime.strptime(line[:8], "%y%m%d%H").replace(tzinfo=timezone.utc)
        radii = {
            force: radius
            for force, column in (("10", 41), ("7", 52))
            if (radius := _radius(line[column : column + 10]))
        }
        if radii:
            found[storm, moment.strftime("%Y-%m-%dT%H:%M:%SZ")] = radii
    return found


def _radius(text: str) -> dict[str, Any] | None:
    """Return the longest and shortest radius of a field like `90110 0110`, in kilometres."""
    long, _, short = text.strip().partition(" ")
    if len(long) != 5 or not int(long[0]):
        return None
    most = round(int(long[1:]) * KM, 1)
    least = round(int(short) * KM, 1)
    return {"longest_km": most, "shortest_km": least, "toward_deg": WINDS_DEG[int(long[0])]}


def tracks(source: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the points of each storm."""
    rows = defaultdict(list)
    with (source / "hazards/typhoon_tracks_ibtracs_near_shantou.csv").open(
        encoding="utf-8"
    ) as file:
        for row in csv.DictReader(file):
            if row["sid"] in STORMS:
                rows[row["sid"]].append(row)
    radii = jma(source)
    for sid in STORMS:
        number = STORMS[sid][0]
        points = []
        for row in rows[sid]:
            point: dict[str, Any] = {
                "at": row["time_utc"],
                "lon": float(row["lon"]),
                "lat": float(row["lat"]),
            }
            if row["wind_wmo_kt"]:
                point["wind_ms"] = round(float(row["wind_wmo_kt"]) * METRES_PER_SECOND, 1)
            if row["slp_wmo_hpa"]:
                point["pressure_hpa"] = float(row["slp_wmo_hpa"])
            if given := radii.get((number, row["time_utc"])):
                point["radii"] = given
            points.append(point)
        yield sid, points


def main() -> None:
    """Write all storms."""
    for sid, points in tracks(Path(sys.argv[1])):
        number, zh, en = STORMS[sid]
        code = f"{sid[:4]}-{en.lower()}"
        head = {"code": code, "number": number, "zh": zh, "en": en, "sid": sid}
        given = any("radii" in point for point in points)
        head["source"] = "NOAA IBTrACS v04 (Tokyo, 10-minute wind)" + (
            "; radii JMA best track" if given else ""
        )
        head["licence"] = "public domain" + ("; JMA terms (attribution)" if given else "")
        lines = ",\n".join("    " + json.dumps(point) for point in points)
        body = "".join(
            f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},\n"
            for key, value in head.items()
        )
        path = DATA / "typhoons" / f"{code}.json"
        path.write_text("{\n" + body + '  "points": [\n' + lines + "\n  ]\n}\n", "utf-8")
        print(path.name, len(points), sum("radii" in point for point in points))


if __name__ == "__main__":
    main()
