"""A day in the hall: incidents all over the city, calls that wait, a crew in need."""

from typing import Any

from httpx import Client

# Title, kind and grade: long and short names, every class, with and without a grade.
EVENTS = [
    ("城区内涝，多辆汽车熄火被困", "10102", "III"),
    ("堤脚渗水", "10104", "II"),
    ("厂房起火，浓烟较大", "20201", "III"),
    ("路口两车相撞，一人受伤被困车内等待救援", None, "IV"),
    ("老人晕倒", None, None),
    ("危化品运输车侧翻泄漏", None, "I"),
]
INCIDENTS = 36
CONFIRMED, SENT = 12, 8
# Rows of places over the city, each inside one of its districts.
WEST, SOUTH, STEP_LON, STEP_LAT = 116.45, 23.25, 0.05, 0.03
COLUMNS = 6
WAITING = 4


def fill(operator: Client, crew: Client) -> None:
    """Let a day begin."""
    found = [_opened(operator, number) for number in range(INCIDENTS)]
    for incident in found[:CONFIRMED]:
        operator.post(f"/api/incidents/{incident}/confirm").raise_for_status()
    for incident, unit in zip(found, _units(operator), strict=False):
        status = {"status": "assigned", "incident_id": incident, "note": "测试"}
        operator.post(f"/api/units/{unit}/status", json=status).raise_for_status()
    for number in range(WAITING):
        call = {"channel": "phone", "text": f"有人报警，说话听不清 {number}"}
        operator.post("/api/reports", json=call).raise_for_status()
    unit = crew.get("/api/session").json()["unit"]["id"]
    crew.post(f"/api/units/{unit}/help", json={}).raise_for_status()


def _opened(operator: Client, number: int) -> str:
    title, kind, grade = EVENTS[number % len(EVENTS)]
    spot = {
        "lon": WEST + STEP_LON * (number % COLUMNS),
        "lat": SOUTH + STEP_LAT * (number // COLUMNS),
    }
    body: dict[str, Any] = {"title": f"{title} {number + 1}", "location": spot, "reports": []}
    body |= {"kind": kind, "grade": grade}
    answer = operator.post("/api/incidents", json=body).raise_for_status()
    return str(answer.json()["id"])


def _units(operator: Client) -> list[str]:
    listed = operator.get("/api/units", params={"status": "available", "limit": 200}).json()
    idle = [each["id"] for each in listed["items"] if each["call_sign"] != "金平消01"]
    return idle[:SENT]
