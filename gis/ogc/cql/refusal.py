"""What is wrong with a filter, and how deep and long one may be."""

from kernel.api import FieldError, Malformed

# A filter typed by a person has 200 characters; one made by a program, with a drawn area, far more.
MOST_CHARACTERS = 20_000
# Brackets within brackets: beyond any use, far below what would exhaust the stack.
DEEPEST = 30
# Terms of one filter: each costs the database time for every feature it looks at.
MOST_TERMS = 500


class FilterRefused(Malformed):
    """The filter cannot be read, or asks for what the layer does not have."""

    code = "filter-refused"
    title = "The filter cannot be used"


def refused(detail: str) -> FilterRefused:
    """Return the refusal of a filter."""
    return FilterRefused(detail, errors=[FieldError("?filter", "filter-refused", detail)])
