"""The literal list of pages: a new one is one module and one line here."""

import time

import flask

from gateway.http.context import Gateway
from gateway.http.sessions import Sessions
from gateway.http.wrong_tries import WrongTries
from gateway.pages import views
from gateway.pages.account.own_account import OwnAccountPages
from gateway.pages.account.second_step import SecondStepPage
from gateway.pages.account.site_accounts import SiteAccountsPages
from gateway.pages.audit.search import AuditSearchPage
from gateway.pages.audit.then import AsItWasPages
from gateway.pages.meeting.by_code import CheckInPages
from gateway.pages.meeting.desk import DeskPages
from gateway.pages.meeting.inviting import InvitingPages
from gateway.pages.meeting.settling import SettlingPages
from gateway.pages.meeting.sign_in_sheet import SignInSheetPage
from gateway.pages.papers.posters import PosterPages
from gateway.pages.papers.print_pages import PrintPages
from gateway.pages.papers.walls import WallPages
from gateway.pages.resident.follow import FollowPages
from gateway.pages.resident.notices import NoticesPage
from gateway.pages.resident.places import PlacePages
from gateway.pages.resident.screen import ScreenPages
from gateway.pages.resident.submit import SubmitPages
from gateway.pages.resident.verify import VerifyPage
from gateway.pages.sign_in import SignInPage
from gateway.pages.work import duty, member, outcome, plan, venue
from gateway.pages.work.bringing_in import ImportPages
from gateway.pages.work.deciding import DecidingPages
from gateway.pages.work.decomposing import DecomposingPages
from gateway.pages.work.fuller import FullerPages
from gateway.pages.work.giving import GivingPages
from gateway.pages.work.month import MonthPage
from gateway.pages.work.queue import QueuePage
from gateway.pages.work.records import RecordPages
from gateway.pages.work.supervision import SupervisionPage
from gateway.pages.work.topic_file import TopicFilePage
from gateway.pages.work.triage import TriagePage
from gateway.routes import RESOURCES


def blueprints(gateway: Gateway, sessions: Sessions) -> list[flask.Blueprint]:
    records, giving = RecordPages(gateway, sessions, RESOURCES), GivingPages(gateway, sessions, RESOURCES)
    topic_file = TopicFilePage(gateway, sessions, RESOURCES)
    fuller = FullerPages(gateway, sessions, (venue.KIND, member.KIND, plan.KIND, duty.KIND, outcome.KIND), RESOURCES)
    decided = {"topics": topic_file.one, "plans": fuller.one, "outcomes": fuller.one}
    return [
        views.blueprint(),
        *_of_accounts(gateway, sessions),
        PlacePages(gateway, sessions).blueprint(),
        SubmitPages(gateway, sessions).blueprint(),
        FollowPages(gateway, sessions).blueprint(),
        NoticesPage(gateway, sessions).blueprint(),
        VerifyPage(gateway, sessions).blueprint(),
        ScreenPages(gateway, sessions).blueprint(),
        PrintPages(gateway, sessions, RESOURCES).blueprint(),
        PosterPages(gateway, sessions).blueprint(),
        WallPages(gateway, sessions, RESOURCES).blueprint(),
        QueuePage(gateway, sessions, RESOURCES).blueprint(),
        DeskPages(gateway, sessions, records).blueprint(),
        CheckInPages(gateway, sessions).blueprint(),
        InvitingPages(gateway, sessions).blueprint(),
        SettlingPages(gateway, sessions).blueprint(),
        SignInSheetPage(gateway, sessions).blueprint(),
        TriagePage(gateway, sessions, RESOURCES).blueprint(),
        MonthPage(gateway, sessions, RESOURCES).blueprint(),
        SupervisionPage(gateway, sessions, RESOURCES).blueprint(),
        topic_file.blueprint(),
        fuller.blueprint(),
        DecomposingPages(gateway, sessions, RESOURCES).blueprint(),
        DecidingPages(sessions, giving, decided, RESOURCES).blueprint(),
        ImportPages(gateway, sessions, RESOURCES).blueprint(),
        records.blueprint(),
        giving.blueprint(),
        AuditSearchPage(gateway, sessions, RESOURCES).blueprint(),
        AsItWasPages(gateway, sessions, RESOURCES).blueprint(),
    ]


def _of_accounts(gateway: Gateway, sessions: Sessions) -> list[flask.Blueprint]:
    """Wrong tries count together, whichever page they come from."""
    services, settings, tries = gateway.services, gateway.settings, WrongTries(time.monotonic)
    by_address, provider = settings.public_url is None, settings.provider
    sign_in = SignInPage(services, sessions, settings.demo_clock, by_address, tries, provider)
    pages = [
        sign_in.blueprint(),
        SecondStepPage(services, sessions, by_address, tries).blueprint(),
        OwnAccountPages(services, sessions, tries).blueprint(),
        SiteAccountsPages(services, sessions).blueprint(),
    ]
    if provider is None:
        return pages
    # Authlib is loaded where a provider is named, and nowhere else.
    from gateway.http.provider import Provider  # noqa: PLC0415
    from gateway.pages.account.by_provider import ByProviderPages  # noqa: PLC0415

    by_provider = ByProviderPages(services, sessions, Provider(provider), settings.public_url, sign_in.refused)
    return [*pages, by_provider.blueprint()]
