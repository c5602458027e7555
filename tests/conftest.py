"""How hard the property tests try: as much as fits a run on every change (`ci`), or as long as one likes (`nightly`).

`HYPOTHESIS_PROFILE=nightly` chooses the other one. `ci` derives its examples from the test alone, so that a red run is
red again.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci", max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("nightly", settings.get_profile("ci"), max_examples=5_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
