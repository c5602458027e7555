"""The wire of a service. With `embedded.py` the only files of the kernel that import nameko and kombu.

remote.py            RPC methods and the client that calls them
bell.py              hears news
runtime_provider.py  a service's runtime in its container
follower_provider.py a service that only follows the others
web.py               the gateway's web server; under it, in `infra/kernel/web/`:
listening.py         who is let in, and what happens when nobody can be
lines.py             every client's line, and which is given up first
framing.py           where a request ends and the next begins
body.py answer.py leaving.py unread.py bounds.py
channel.py           the kept channel under all of them
"""

from infra.kernel.entrypoints.bell import Bell
from infra.kernel.entrypoints.channel import BROKER_FAILURES, KeptChannel, news_exchange, news_queue
from infra.kernel.entrypoints.follower_provider import FollowerProvider
from infra.kernel.entrypoints.remote import RpcClient, ServiceFailed, answering, rpc
from infra.kernel.entrypoints.runtime_provider import SITE, STARTED, RuntimeProvider
from infra.kernel.entrypoints.web import WebProvider, WebServer
from infra.kernel.web.listening import ListenerDied

__all__ = [
    "BROKER_FAILURES",
    "SITE",
    "STARTED",
    "Bell",
    "FollowerProvider",
    "KeptChannel",
    "ListenerDied",
    "RpcClient",
    "RuntimeProvider",
    "ServiceFailed",
    "WebProvider",
    "WebServer",
    "answering",
    "news_exchange",
    "news_queue",
    "rpc",
]
