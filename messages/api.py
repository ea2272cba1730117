"""What other packages may use of messages.

`talks`: send and read what is said about a subject the caller has checked.
"""

from messages.talks import service as talks
from messages.talks.schemas import MessageFilter, TalkMessage, Words

__all__ = ["MessageFilter", "TalkMessage", "Words", "talks"]
