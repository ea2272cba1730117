"""Messages as the composition root sees it."""

from kernel.api import Feature, Topic
from messages.talks.router import router
from messages.talks.service import READ, SEND, TOPIC

feature = Feature(
    name="messages",
    routers=(router,),
    topics=(Topic(TOPIC, READ),),
    permissions={READ: "Read messages about what one sees", SEND: "Send messages"},
)
