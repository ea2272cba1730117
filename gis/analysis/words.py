"""Remarks that several answers share."""

from typing import Any

from gis.analysis.result import Made


def say_network(made: Made, answer: dict[str, Any]) -> None:
    """Say which network a way was found on, how much it knows, how many closures stand."""
    network = answer["network"]
    made.detail = network["detail"]
    made.named("network", ("路网", "Road network"), (network["zh"], network["en"]))
    made.figure("closures", ("当前封路", "Closures standing"), answer["closures"])
    made.remark("source", network["source"], network["source"])
    if network["detail"] == "trunk":
        made.remark(
            "trunk",
            "仅有干线公路数据，不含街道与单行信息，时间为粗略估计。",
            "Only trunk roads are known here, without streets and one-ways: times are rough.",
        )
