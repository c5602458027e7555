"""`/view`: large type, light or dark, the other language; kept in cookies, and back to where one was."""

import flask
from flask import Response, request

from gateway.http.language import remember_language
from gateway.pages.reader import set_views
from gateway.pages.sign_in_form import see_other


def blueprint() -> flask.Blueprint:
    routes = flask.Blueprint("views", __name__)

    def choose() -> Response:
        response = see_other(request.args.get("next"))
        if "set" in request.args:
            set_views(response, request.args["set"])
        remember_language(response)
        return response

    routes.add_url_rule("/view", view_func=choose)
    return routes
