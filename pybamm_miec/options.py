"""The options of the host, on top of PyBaMM's."""

import difflib

import pybamm

from pybamm_miec.placement import Placement


class HostOptions(pybamm.BatteryModelOptions):
    """Options of PyBaMM and of the host.

    Parameters
    ----------
    extra_options : dict, optional
        Options that differ from the defaults.  Besides PyBaMM's:

        * "host sites": "none", or how many types of site take up lithium, "1" to "9" (default "3").
        * "lithium metal": "none", "in pores" or "in pores and on face" (default).
        * "host area": how the wall that metal grows on changes as the pores fill, "overlapping
          spheres" (default), "overlapping fibres", "cylindrical pores", "spheres" or "constant".
        * "displaced electrolyte": "true" (default) when electrolyte leaves the pores that metal
          fills, "false" when it is squeezed.
        * "collector plating": "false" (default), or "true" when lithium can start on the foil under the
          host, as in a frame that hardly conducts.
        * "nucleation": "none" (default), or "coverage" when metal has to overcome the barrier of its
          substrate before it covers it.
        * "metal path": "none" (default), or "percolating" when metal that hangs together conducts.

        With metal, the host's particles default to "uniform profile": lithium crosses a grain of LLTO in
        seconds, and PyBaMM's Fickian particles keep their lithium to 1e-10 a day, no better.

    Raises
    ------
    pybamm.OptionError
        For a name or a value that is not known, with the nearest ones that are; and for an option of
        PyBaMM that describes the same physics a second time or assumes what a host does not do.
    """

    own: dict[str, list[str]] = {  # noqa: RUF012  (a class constant; PyBaMM compares plain dicts)
        "host sites": ["3", "none", "1", "2", "4", "5", "6", "7", "8", "9"],
        "lithium metal": ["in pores and on face", "in pores", "none"],
        "host area": [
            "overlapping spheres",
            "overlapping fibres",
            "cylindrical pores",
            "spheres",
            "constant",
        ],
        "displaced electrolyte": ["true", "false"],
        "collector plating": ["false", "true"],
        "nucleation": ["none", "coverage"],
        "metal path": ["none", "percolating"],
    }

    def __init__(self, extra_options=None):
        extra = dict(extra_options or {})
        mine = {name: extra.pop(name, values[0]) for name, values in self.own.items()}
        self._refuse_unknown(extra)
        if mine["lithium metal"] != "none":
            extra.setdefault("particle", _particles(extra))
        super().__init__(extra)
        for name, value in mine.items():
            if value not in self.own[name]:
                raise pybamm.OptionError(_not_a_value(name, value, self.own[name]))
        self.update(mine)
        self.possible_options = {**self.possible_options, **self.own}
        self._refuse_twice()
        self._refuse_what_does_not_fit()

    @property
    def host(self) -> Placement:
        """Where the host sits."""
        return Placement.of(self)

    def _refuse_unknown(self, extra):
        known = [*pybamm.BatteryModelOptions({}), *self.own]
        for name in extra:
            if name not in known and name != "particle cracking":
                raise pybamm.OptionError(_not_an_option(name, known))

    def _refuse_twice(self):
        """Refuse stock options that say again what ours say."""
        host = getattr(self, self.host.electrode)
        if self["lithium metal"] != "none":
            for stock, none in (
                ("lithium plating", "none"),
                ("lithium plating porosity change", "false"),
                ("SEI porosity change", "false"),
            ):
                if host[stock] != none:
                    raise pybamm.OptionError(
                        f"Option {stock!r} is {host[stock]!r} in the host, where 'lithium metal' "
                        f"is {self['lithium metal']!r} and already fills the pores; leave {stock!r} "
                        f"at {none!r} or set 'lithium metal' to 'none'."
                    )
        if self["host sites"] != "none" and host["open-circuit potential"] != "single":
            raise pybamm.OptionError(
                f"Option 'open-circuit potential' is {host['open-circuit potential']!r} in the host, "
                f"whose potential follows from its {self['host sites']} site types; leave it at "
                "'single' there or set 'host sites' to 'none'."
            )

    def _refuse_what_does_not_fit(self):
        """Refuse stock options that assume what a host does not do."""
        host = getattr(self, self.host.electrode)
        for name, off in (
            ("collector plating", "false"),
            ("nucleation", "none"),
            ("metal path", "none"),
        ):
            if self[name] != off and self["lithium metal"] == "none":
                raise pybamm.OptionError(
                    f"Option {name!r} is {self[name]!r}, but 'lithium metal' is 'none'; set {name!r} to "
                    f"{off!r} or let metal form."
                )
        planes = {"lithium metal": "in pores", "collector plating": "false", "metal path": "none"}
        for name, fits in planes.items():
            if self["surface form"] != "false" and self[name] not in ("none", fits):
                raise pybamm.OptionError(
                    f"Option 'surface form' is {self['surface form']!r}, for which PyBaMM works out the "
                    f"currents itself, without what {name!r} at {self[name]!r} adds; leave 'surface form' "
                    f"at 'false' or set {name!r} to {fits!r}."
                )
        for name in ("particle size", "particle phases"):
            if host[name] not in ("single", "1"):
                raise pybamm.OptionError(
                    f"Option {name!r} is {host[name]!r} in the host, which has particles of one "
                    "size and one phase; leave it at its default."
                )


def _particles(extra):
    """PyBaMM's "particle" option with uniform grains in the host."""
    if extra.get("working electrode", "both") == "both":
        return ("uniform profile", "Fickian diffusion")
    return "uniform profile"


def _not_an_option(name, known):
    near = difflib.get_close_matches(str(name), known, n=1)
    hint = (
        f"; did you mean {near[0]!r}?" if near else f"; the host's own are {list(HostOptions.own)}."
    )
    return f"Option {name!r} is not known{hint}"


def _not_a_value(name, value, allowed):
    near = difflib.get_close_matches(str(value), allowed, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else "."
    return f"Option {name!r} must be one of {allowed}, got {value!r}{hint}"
