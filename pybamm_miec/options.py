"""The options of the host, on top of PyBaMM's."""

import difflib
from collections.abc import Callable
from typing import NamedTuple

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

        PyBaMM's "thermal", and "calculate heat source for isothermal models", count the heat of all of these;
        in a full cell its "heat of mixing" adds what lithium gives off as it spreads in the other electrode's
        grains.
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
    def has_host(self) -> bool:
        """Whether anything of the model is the host's, and not all of it PyBaMM's."""
        return self.has_sites or self.has_metal

    @property
    def has_even_grains(self) -> bool:
        """Whether a porous electrode has grains that are not solved over their radius."""
        porous = [side for side, kind in self.electrode_types.items() if kind == "porous"]
        return any(getattr(self, side)["particle"] != "Fickian diffusion" for side in porous)

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
    def mixes_across(self) -> bool:
        """Whether heat of mixing is that of the other electrode alone, as the host's grains are even."""
        host, other = (getattr(self, at.electrode) for at in (self.host, self.host.across))
        asked = self["heat of mixing"] == "true" and self.has_host and not self.host.is_terminal
        no_depth = self.is_inert or host["particle"] == "uniform profile"
        single = other["particle phases"] == "1" and other["particle size"] == "single"
        return asked and no_depth and single and other["particle"] == "Fickian diffusion"

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
        for need in _NEEDS:
            for name, off in need.off.items():
                if self[name] != off and not need.fulfilled(self):
                    raise pybamm.OptionError(
                        f"Option {name!r} is {self[name]!r}, but {need.of!r} is {self[need.of]!r}; set "
                        f"{name!r} to {off!r} or {need.way_out}."
                    )
        for unfit in _UNFIT:
            electrode, where = self._parts[unfit.of]
            value = getattr(self, electrode)[unfit.name] if electrode else self[unfit.name]
            if value not in unfit.fits and unfit.where(self):
                raise pybamm.OptionError(
                    f"Option {unfit.name!r} is {value!r}{where}, {unfit.why}; {unfit.way_out}."
                )
        held = self.metal_films and self.metal_on_face
        if self.needs_film_to_reconnect and not held:
            raise pybamm.OptionError(
                f"Option 'reconnection' is {self['reconnection']!r}, which needs film on metal on the face, "
                f"but 'metal film' is {self['metal film']!r} and 'lithium metal' is "
                f"{self['lithium metal']!r}; set 'reconnection' to 'by plating' or let such a film form."
            )
        if self.is_inert and not self.has_metal:
            raise pybamm.OptionError(
                "Option 'host sites' is '0' and 'lithium metal' is 'none', so that nothing reacts in the "
                "host; let the host take up lithium or metal form."
            )

    @property
    def _parts(self):
        """Electrode, and how a message names it, of each part of a cell."""
        return {
            "cell": (None, ""),
            "host": (self.host.electrode, " in the host"),
            "other": (self.host.across.electrode, f" in the {self.host.counter}"),
        }


class _Need(NamedTuple):
    """Options of the host that are off unless another lets them be.

    Attributes
    ----------
    of : str
        The other option.
    fulfilled : callable
        Of the options: whether it lets them.
    off : dict
        What they are when off.
    way_out : str
        What to do instead.
    """

    of: str
    fulfilled: Callable[[HostOptions], bool]
    off: dict[str, str]
    way_out: str


class _Unfit(NamedTuple):
    """An option, of PyBaMM's or of ours, some values of which do not fit a host.

    Attributes
    ----------
    name : str
        The option.
    fits : tuple
        The values that do.
    where : callable
        Of the options: whether the others are to be refused.
    why : str
        What is wrong with them.
    way_out : str
        What to do instead.
    of : str
        Whose value counts: that of the "cell", of the "host" or of the "other" electrode.
    """

    name: str
    fits: tuple
    where: Callable[[HostOptions], bool]
    why: str
    way_out: str = "leave it at its default"
    of: str = "cell"


def _takes_up(options):
    return not options.is_inert


def _has_own_sites(options):
    return options.has_sites and not options.is_inert


def _has_bare_pores_alone(options):
    planes = options.metal_on_face or options.collector_plates  # which store charge
    pores_alone = options.metal_in_pores and not planes
    return options.is_inert and pores_alone and options["surface form"] == "false"


_NEEDS = (
    _Need(
        "lithium metal",
        lambda options: options.has_metal,
        {
            "nucleation": "none",
            "isolation": "constant share",
            "reconnection": "none",
            "metal film": "none",
        },
        "let metal form",
    ),
    _Need(
        "lithium metal",
        lambda options: options.metal_in_pores,
        {"collector plating": "false", "metal path": "none"},
        "let metal form in pores",
    ),
    _Need(
        "lithium metal",
        lambda options: options.metal_on_face,
        {"dead layer": "none"},
        "let metal form on the face",
    ),
    _Need(
        "first film",
        lambda options: options.films or options.metal_films or options.grows_sei,
        {"electrolyte stock": "unlimited"},
        "let a film form on walls or on metal, or PyBaMM's SEI grow in the host",
    ),
    _Need(
        "host sites",
        _takes_up,
        {"ion path": "liquid", "trapping": "none", "first film": "none"},
        "let the host take up lithium",
    ),
    _Need("host sites", _has_own_sites, {"activation": "none"}, "give the host types of site"),
    _Need(
        "host sites",
        _has_own_sites,
        {"host hysteresis": "none"},
        "give the host types of site; the particles of PyBaMM have 'open-circuit potential' for it",
    ),
    _Need(
        "lithium metal",
        lambda options: options.has_metal,
        {"trapping": "none", "first film": "none"},
        "let metal form",
    ),
)
_UNFIT = (
    _Unfit(
        "nucleation",
        ("none",),
        _has_bare_pores_alone,
        "but nothing carries the first current: the host takes up no lithium, its walls are bare, and "
        "without a double layer they store no charge",
        "set 'surface form' to 'differential', or let metal form on the face or the collector too",
    ),
    _Unfit(
        "surface form",
        ("false", "differential"),
        lambda options: options.has_metal,
        "which poses the equations of 'false' in another way and knows no metal on planes",
        "leave 'surface form' at 'false', or set it to 'differential' for a double layer",
    ),
    _Unfit(
        "dimensionality",
        (0,),
        lambda options: options.has_host,
        "but a host varies over its depth alone",
        "leave it at 0",
    ),
    _Unfit(
        "hydrolysis",
        ("false",),
        lambda options: options.has_host,
        "which PyBaMM has for lead-acid cells only",
    ),
    _Unfit(
        "particle shape",
        ("spherical",),
        lambda options: options.has_host,
        "but grains of the host and of the other electrode are spheres",
    ),
    *(
        _Unfit(
            name,
            none,
            lambda options: options.is_inert,
            "but PyBaMM's is of grains, and a host that takes up no lithium has none",
            "leave it at 'none' or let the host take up lithium",
            of="host",
        )
        for name, none in (
            ("SEI", ("none",)),
            ("loss of active material", ("none",)),
            ("particle mechanics", ("none",)),
        )
    ),
    _Unfit(
        "heat of mixing",
        ("false",),
        lambda options: (options.has_sites or options.has_even_grains) and not options.mixes_across,
        "but lithium is even in the grains of a host, and against lithium there are no others; in a full "
        "cell those of the other electrode may be uneven",
        "leave it at 'false', or set 'particle' to ('uniform profile', 'Fickian diffusion') in a full cell",
    ),
    _Unfit(
        "lithium plating",
        ("none", "reversible", "irreversible"),
        lambda options: getattr(options, options.host.across.electrode)["SEI"] == "none",
        "whose dead lithium comes at a rate that PyBaMM divides by the thickness of SEI",
        "set 'SEI' to 'constant' there",
        of="other",
    ),
    *(
        _Unfit(
            name,
            (one,),
            lambda options: True,
            "which has particles of one size and one phase",
            of="host",
        )
        for name, one in (("particle size", "single"), ("particle phases", "1"))
    ),
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
