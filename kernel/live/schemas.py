"""What the ticket door answers."""

from typing_extensions import TypedDict


class Ticket(TypedDict):
    """A ticket that opens one socket within `expires_in` seconds."""

    ticket: str
    expires_in: int
