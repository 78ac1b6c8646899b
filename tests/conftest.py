"""Settings that every test shares."""

import os

import pytest
from hypothesis import Phase, settings

os.environ.setdefault("PYBAMM_DISABLE_TELEMETRY", "true")

# A claim is a law, not a hunt: a few examples, the same ones on every machine.
settings.register_profile(
    "claims",
    max_examples=7,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
)
settings.load_profile("claims")


@pytest.fixture(scope="module", autouse=True)
def _forget(request):
    """Let go of the solutions that the tests of a module share: together they take ten gigabytes."""
    yield
    for shared in vars(request.module).values():
        own = getattr(shared, "__module__", None) == request.module.__name__
        if own and hasattr(shared, "cache_clear"):
            shared.cache_clear()
