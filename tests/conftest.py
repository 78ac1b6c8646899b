"""Settings that every test shares."""

import os

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
