"""What gauges measure, in words; a quantity nobody gave words to keeps the name its feed uses."""

# By the beginning of `parameter qualifier` as gauge networks write it, the longest first.
QUANTITIES = (
    ("level Tidal Level", "潮位", "Tide level"),
    ("level Stage", "水位", "Stage"),
    ("level", "水位", "Level"),
    ("rainfall", "雨量", "Rainfall"),
    ("flow", "流量", "Flow"),
    ("wind Speed", "风速", "Wind speed"),
    ("wind", "风", "Wind"),
    ("temperature", "气温", "Temperature"),
)


def words(quantity: str) -> tuple[str, str]:
    """Return the name of a quantity in Chinese and in English."""
    for name, zh, en in QUANTITIES:
        if quantity.startswith(name):
            return zh, en
    return quantity, quantity
