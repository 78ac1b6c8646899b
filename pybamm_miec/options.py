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

        * "host sites": how many types of site take up lithium, "1" to "9" (default "3"); "0" for a host
          that takes up none, as carbon or copper; or "none" for PyBaMM's own particles.
        * "host hysteresis": "none" (default), or "one state" when the potential of the sites remembers
          whether lithium went in or out.
        * "lithium metal": "none", "in pores", "in pores and on face" (default), or "on face" for a foil.
        * "host area": how the wall that metal grows on changes as the pores fill, "overlapping
          spheres" (default), "overlapping fibres", "cylindrical pores", "spheres" or "constant".
        * "displaced electrolyte": "true" (default) when electrolyte leaves the pores that metal
          fills, "false" when it is squeezed.
        * "collector plating": "false" (default), or "true" when lithium can start on the foil under the
          host, as in a frame that hardly conducts.
        * "nucleation": "none" (default), or "coverage" when metal has to overcome the barrier of its
          substrate before it covers it.
        * "metal path": "none" (default), or "percolating" when metal that hangs together conducts.
        * "isolation": "constant share" (default) of what is stripped, or "uneven stripping" when it grows
          with the local current and with how deep the metal is.
        * "reconnection": "none" (default), or "by plating" when new metal reaches what was isolated, on the
          face only as far as film holds the deposit together with "by plating in film".
        * "electrolyte stock": "unlimited" (default), or "consumed" by films and SEI until places are dry.
        * "dead layer": "none" (default), or "on face" when ions have to pass what is isolated there.
        * "activation": "none" (default), or "by emptying" when sites open as the others are emptied.
        * "trapping": "none" (default), or "in sites" when some of the lithium stays in the host.
        * "first film": "none" (default), or "on walls" when electrolyte is reduced on them once.
        * "metal film": "none" (default), or "on fresh metal" when metal reacts with the electrolyte as its
          surface is made.
        * "ion path": "liquid" (default), or "liquid and frame" when lithium ions also move through the
          solid of the host.

        PyBaMM's "thermal", and "calculate heat source for isothermal models", count the heat of all of these.
        PyBaMM's "surface form" at "differential" gives every wall of both electrodes a double layer.
        With metal, the host's particles default to "uniform profile": lithium crosses a grain of LLTO in
        seconds, and PyBaMM's Fickian particles keep their lithium to 1e-10 a day, no better.

    Raises
    ------
    pybamm.OptionError
        For a name or a value that is not known, with the nearest ones that are; and for an option of
        PyBaMM that describes the same physics a second time or assumes what a host does not do.
    """

    own: dict[str, list[str]] = {  # noqa: RUF012  (a class constant; PyBaMM compares plain dicts)
        "host sites": ["3", "none", "0", "1", "2", "4", "5", "6", "7", "8", "9"],
        "host hysteresis": ["none", "one state"],
        "lithium metal": ["in pores and on face", "in pores", "on face", "none"],
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
        "ion path": ["liquid", "liquid and frame"],
        "isolation": ["constant share", "uneven stripping"],
        "reconnection": ["none", "by plating", "by plating in film"],
        "dead layer": ["none", "on face"],
        "electrolyte stock": ["unlimited", "consumed"],
        "activation": ["none", "by emptying"],
        "trapping": ["none", "in sites"],
        "first film": ["none", "on walls"],
        "metal film": ["none", "on fresh metal"],
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

    @property
    def has_sites(self) -> bool:
        """Whether the host's potential follows from types of site, or it has none to take lithium."""
        return self["host sites"] != "none"

    @property
    def is_inert(self) -> bool:
        """Whether the host takes up no lithium."""
        return self["host sites"] == "0"

    @property
    def remembers(self) -> bool:
        """Whether the potential of the sites remembers whether lithium went in or out."""
        return self["host hysteresis"] == "one state"

    @property
    def has_metal(self) -> bool:
        """Whether lithium metal can form."""
        return self["lithium metal"] != "none"

    @property
    def metal_in_pores(self) -> bool:
        """Whether lithium metal can form in the pores."""
        return "in pores" in self["lithium metal"]

    @property
    def metal_on_face(self) -> bool:
        """Whether lithium metal can form on the outer face."""
        return "on face" in self["lithium metal"]

    @property
    def collector_plates(self) -> bool:
        """Whether lithium can start on the foil under the host."""
        return self["collector plating"] == "true"

    @property
    def nucleates(self) -> bool:
        """Whether metal has to cover its wall first."""
        return self["nucleation"] == "coverage"

    @property
    def metal_conducts(self) -> bool:
        """Whether metal that hangs together conducts."""
        return self["metal path"] == "percolating"

    @property
    def frame_conducts_ions(self) -> bool:
        """Whether lithium ions also move through the solid."""
        return self["ion path"] == "liquid and frame"

    @property
    def strips_unevenly(self) -> bool:
        """Whether more is isolated where stripping is fast and metal deep."""
        return self["isolation"] == "uneven stripping"

    @property
    def reconnects(self) -> bool:
        """Whether plating finds isolated metal again."""
        return self["reconnection"] != "none"

    @property
    def needs_film_to_reconnect(self) -> bool:
        """Whether isolated metal on the face is found only where film holds the deposit together."""
        return self["reconnection"] == "by plating in film"

    @property
    def grows_sei(self) -> bool:
        """Whether PyBaMM's SEI grows in the host."""
        return getattr(self, self.host.electrode)["SEI"] not in ("none", "constant")

    @property
    def dries(self) -> bool:
        """Whether electrolyte is used up."""
        return self["electrolyte stock"] == "consumed"

    @property
    def has_dead_layer(self) -> bool:
        """Whether isolated lithium on the face is in the way of ions."""
        return self["dead layer"] == "on face"

    @property
    def activates(self) -> bool:
        """Whether sites open as others are emptied."""
        return self["activation"] == "by emptying"

    @property
    def traps(self) -> bool:
        """Whether some lithium stays in the host."""
        return self["trapping"] == "in sites"

    @property
    def films(self) -> bool:
        """Whether electrolyte is reduced on the walls once."""
        return self["first film"] == "on walls"

    @property
    def metal_films(self) -> bool:
        """Whether metal reacts with the electrolyte as its surface is made."""
        return self["metal film"] == "on fresh metal"

    @property
    def asks_for_heat(self) -> bool:
        """Whether heat is counted."""
        name = "calculate heat source for isothermal models"
        return self["thermal"] != "isothermal" or self[name] == "true"

    @property
    def planes_store_charge(self) -> bool:
        """Whether face and collector have a double layer.

        They have where nothing else could carry the first current: on a host that takes up no lithium, or
        where metal has to nucleate first.
        """
        return self["surface form"] == "differential" or self.nucleates or self.is_inert

    def stores_charge(self, electrode: str) -> bool:
        """Whether the walls in the pores of "negative" or "positive" have a double layer of ours."""
        if self["surface form"] != "differential" or not self.has_metal:
            return False
        no_walls = electrode == self.host.electrode and self.is_inert and not self.metal_in_pores
        return self.electrode_types[electrode] == "porous" and not no_walls

    def _refuse_unknown(self, extra):
        known = [*pybamm.BatteryModelOptions({}), *self.own]
        for name in extra:
            if name not in known and name != "particle cracking":
                raise pybamm.OptionError(_not_an_option(name, known))

    def _refuse_twice(self):
        """Refuse stock options that say again what ours say."""
        host = getattr(self, self.host.electrode)
        if self.has_metal:
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
        hysteresis = "" if self.is_inert else " (for hysteresis, 'host hysteresis' at 'one state')"
        if self.has_sites and host["open-circuit potential"] != "single":
            raise pybamm.OptionError(
                f"Option 'open-circuit potential' is {host['open-circuit potential']!r} in the host, "
                f"whose potential follows from its {self['host sites']} site types; leave it at "
                f"'single' there{hysteresis} or set 'host sites' to 'none'."
            )

    def _refuse_what_does_not_fit(self):
        """Refuse what assumes something that the host does not do."""
        of_metal = {
            "nucleation": "none",
            "isolation": "constant share",
            "reconnection": "none",
            "metal film": "none",
        }
        self._refuse_without("lithium metal", self.has_metal, of_metal, "let metal form")
        in_pores = {"collector plating": "false", "metal path": "none"}
        self._refuse_without(
            "lithium metal", self.metal_in_pores, in_pores, "let metal form in pores"
        )
        self._refuse_without(
            "lithium metal",
            self.metal_on_face,
            {"dead layer": "none"},
            "let metal form on the face",
        )
        self._refuse_without(
            "first film",
            self.films or self.metal_films or self.grows_sei,
            {"electrolyte stock": "unlimited"},
            "let a film form on walls or on metal, or PyBaMM's SEI grow in the host",
        )
        takes_up = {"ion path": "liquid", "trapping": "none", "first film": "none"}
        self._refuse_without(
            "host sites", not self.is_inert, takes_up, "let the host take up lithium"
        )
        own_sites = self.has_sites and not self.is_inert
        self._refuse_without(
            "host sites", own_sites, {"activation": "none"}, "give the host types of site"
        )
        self._refuse_without(
            "host sites",
            own_sites,
            {"host hysteresis": "none"},
            "give the host types of site; the particles of PyBaMM have 'open-circuit potential' for it",
        )
        ledger = {"trapping": "none", "first film": "none"}
        self._refuse_without("lithium metal", self.has_metal, ledger, "let metal form")
        held = self.metal_films and self.metal_on_face
        if self.needs_film_to_reconnect and not held:
            raise pybamm.OptionError(
                f"Option 'reconnection' is {self['reconnection']!r}, which needs film on metal on the face, "
                f"but 'metal film' is {self['metal film']!r} and 'lithium metal' is "
                f"{self['lithium metal']!r}; set 'reconnection' to 'by plating' or let such a film form."
            )
        if self.has_metal and self["surface form"] == "algebraic":
            raise pybamm.OptionError(
                "Option 'surface form' is 'algebraic', which poses the equations of 'false' in another way "
                "and knows no metal on planes; leave 'surface form' at 'false', or set it to "
                "'differential' for a double layer."
            )
        if self.is_inert and not self.has_metal:
            raise pybamm.OptionError(
                "Option 'host sites' is '0' and 'lithium metal' is 'none', so that nothing reacts in the "
                "host; let the host take up lithium or metal form."
            )
        if self.has_sites and self["heat of mixing"] == "true":
            raise pybamm.OptionError(
                f"Option 'heat of mixing' is 'true', but 'host sites' is {self['host sites']!r}, and "
                "PyBaMM mixes grains whose potential is a function of their lithium; set 'heat of "
                "mixing' to 'false' or 'host sites' to 'none'."
            )
        host = getattr(self, self.host.electrode)
        for name in ("particle size", "particle phases"):
            if host[name] not in ("single", "1"):
                raise pybamm.OptionError(
                    f"Option {name!r} is {host[name]!r} in the host, which has particles of one "
                    "size and one phase; leave it at its default."
                )

    def _refuse_without(self, needed, fulfilled, names, way_out):
        for name, off in names.items():
            if self[name] != off and not fulfilled:
                raise pybamm.OptionError(
                    f"Option {name!r} is {self[name]!r}, but {needed!r} is {self[needed]!r}; set {name!r} "
                    f"to {off!r} or {way_out}."
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
