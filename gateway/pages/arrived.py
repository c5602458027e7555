"""What tells the device that a form has arrived, so that it forgets the draft that it keeps (`static/draft.js`)."""

from flask import Response

from gateway.http.sessions import Sessions
from gateway.pages.sent_form import SentForm

ARRIVED = "arrived"
MOST = 64
"""Characters: a key of ours is shorter."""


def arrived(response: Response, sent: SentForm, sessions: Sessions) -> Response:
    """The form's own key: another form of the same page, still being written, is not forgotten with it."""
    sessions.tell_the_page(response, ARRIVED, sent.text("key")[:MOST])
    return response
