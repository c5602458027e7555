"""pytest in a process that is eventlet's, as a service is: `python -m tests.servers.green_pytest ARGUMENT…`."""

import sys
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402 after the filter, before everything else

eventlet.monkey_patch()

import pytest  # noqa: E402

from infra.kernel.storage.green_postgres import make_green  # noqa: E402

if __name__ == "__main__":
    make_green()
    sys.exit(pytest.main(sys.argv[1:]))
