"""The pages' sentences: Chinese as they stand in templates and code, English from translations/en (Flask-Babel)."""

from flask import Flask
from flask_babel import Babel

from gateway.http.language import language
from gateway.pages.days import day_said, time_said, weekday_said

LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


def add_to(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES["zh"]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "pages/translations"
    Babel(app, locale_selector=lambda: LOCALES[language()])
    app.jinja_env.filters["day"] = day_said
    app.jinja_env.filters["moment"] = time_said
    app.jinja_env.filters["weekday"] = weekday_said
