"""Long SQL lies in named files; pieces that several share stand here once, as `{piece}` in them."""

from pathlib import Path
from typing import Final

# The text of a fact as screens get it, without its restricted part; `f` is the fact.
FACT: Final = (
    """'{"seq":' || f.seq || ',"at":' || to_json(f.at)::text || ',"kind":' || to_json(f.kind)::text
    || ',"topic":' || to_json(f.topic)::text || ',"subject":"' || f.subject || '","version":'
    || f.version || ',"about":' || to_json(f.about)::text || ',"state":'
    || coalesce(f.state::text, 'null') || ',"actor":' || f.actor::text || ',"cause":'
    || coalesce(f.cause::text, 'null') || ',"drill":' || """
    "case when f.drill = '00000000-0000-0000-0000-000000000000' then 'null' "
    """else '"' || f.drill || '"' end || '}'"""
)


def _degree(state: str, name: str) -> str:
    value = f"({state} -> 'place' ->> '{name}')"
    return (
        f"case when jsonb_typeof({state} -> 'place' -> '{name}') = 'number' "
        f"then case when abs({value}::numeric) <= 180 then {value}::float8 end end as {name}"
    )


# Columns lon and lat; null unless `place` holds two numbers that can be degrees.
PLACE: Final = ", ".join(_degree("f.state", name) for name in ("lon", "lat"))

# What a board needs of a fact; `r` is its restricted part.
SHOWN: Final = (
    f"f.seq, f.at, f.topic, f.subject, f.version, f.state is null as gone, {PLACE}, "
    f"{FACT} as text, r.body as restricted"
)

# Sight classes from two arrays of array texts, numbered from 0.
CLASSES: Final = """class as materialized (
    select number::int - 1 as number, organisations::uuid[] as organisations,
           posts::uuid[] as posts
    from unnest($1::text[], $2::text[]) with ordinality as given (organisations, posts, number)
)"""

# The classes that see scope `p`.
SEES: Final = (
    "array(select c.number from class c "
    "where kernel.visible(p.label, p.sight, p.named, c.organisations, c.posts))"
)

# How a scope stood before a change; `c.was` is what the fact of the change says of it.
WAS: Final = (
    "c.was ->> 'label', "
    "array(select jsonb_array_elements_text(c.was -> 'sight'))::uuid[], "
    "array(select jsonb_array_elements_text(c.was -> 'named'))::uuid[]"
)

_PIECES = {
    "{fact}": FACT,
    "{place}": PLACE,
    "{shown}": SHOWN,
    "{classes}": CLASSES,
    "{sees}": SEES,
    "{was}": WAS,
}


def named(folder: Path, name: str) -> str:
    """Return the SQL of `<folder>/<name>.sql` with its pieces put in."""
    sql = (folder / f"{name}.sql").read_text(encoding="utf-8")
    for marker, piece in _PIECES.items():
        sql = sql.replace(marker, piece)
    return sql
