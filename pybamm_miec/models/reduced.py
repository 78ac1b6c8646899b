"""What turns a model with a host into a reduced one, whose electrodes react the same over their depth."""

from functools import partial

import pybamm

from pybamm_miec import submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.models.host import SOLVER_OPTIONS, HostModel
from pybamm_miec.options import HostOptions

NO_SALT = 1e-3  # mol.m-3


class _ForwardKinetics:
    """Currents that follow from the potential, in place of the inverse; goes before a SPM of PyBaMM."""

    def set_intercalation_kinetics_submodel(self):
        if self._is_even:
            pybamm.lithium_ion.DFN.set_intercalation_kinetics_submodel(self)
        else:
            super().set_intercalation_kinetics_submodel()


# One potential among forty states is a sixth of its error in IDA's norm: with the full model's 0.1, up to one
# in 25 discharges accepted a first correction at the steep end, and stopped there.  12 % slower.
_SOLVER_OPTIONS = {**SOLVER_OPTIONS, "nonlinear_convergence_coefficient": 0.001}


class ReducedModel(HostModel, _ForwardKinetics):
    """The host's side of a SPM or SPMe; goes before the stock PyBaMM model in the list of bases.

    The laws are those of the full model, each evened over the depth (submodels/even.py); those of the
    potentials are in submodels/even_electrons.py and even_electrolyte.py.  With neither sites nor metal the
    model is PyBaMM's.
    """

    drops = False
    solver_options = _SOLVER_OPTIONS

    def __init__(self, options, name, build):
        super().__init__(self._with_defaults(options), name, build)

    def _with_defaults(self, extra):
        """PyBaMM's side reactions follow the mean of the electrode, as all else in the host does."""
        if isinstance(extra, HostOptions):
            return extra
        options = HostOptions(extra)
        if options.has_sites or options.has_metal or not self.drops:
            options = HostOptions({"x-average side reactions": "true", **(extra or {})})
        return options

    @property
    def options(self):
        """The options, PyBaMM's and the host's."""
        return self._options

    @options.setter
    def options(self, extra):
        HostModel.options.fset(self, extra)
        if self._is_even:
            self._refuse_what_needs_a_depth()

    def _rebuild_param(self):
        """PyBaMM's symbols, with electrodes that are made the same over their depth."""
        super()._rebuild_param()
        for at in self._porous if self._is_even else ():
            electrode = self.param.domain_params[at.electrode]
            for holder, name in (
                (electrode, "epsilon_init"),
                (electrode.prim, "epsilon_s"),
                (electrode.prim, "R"),
            ):
                setattr(holder, name, at.spread(pybamm.x_average(getattr(holder, name))))

    @property
    def _is_even(self):
        return self.options.has_sites or self.options.has_metal

    def _refuse_what_needs_a_depth(self):
        """Refuse options that the mean of an electrode does not determine."""
        refused = {
            "x-average side reactions": "false",
            "thermal": "x-full",
        }
        if not self.drops and self.options.metal_in_pores:
            refused["displaced electrolyte"] = "false"
        for name, value in refused.items():
            if self.options[name] == value:
                self._refuse(name, value)
        if self.options["electrolyte conductivity"] != "default":
            self._refuse("electrolyte conductivity", self.options["electrolyte conductivity"])
        for at in self._porous:
            electrode = getattr(self.options, at.electrode)
            parabola = electrode["particle"] in ("quadratic profile", "quartic profile")
            if parabola and self.options.has_metal:
                self._refuse("particle", electrode["particle"])
            for name, one in (("particle size", "single"), ("particle phases", "1")):
                if electrode[name] != one:
                    self._refuse(name, electrode[name])

    def _refuse(self, name, value):
        raise pybamm.OptionError(
            f"Option {name!r} is {value!r}, which a {type(self).__name__} cannot follow: {_REASONS[name]}; "
            "change it or use a DFN."
        )

    def _law(self, law):
        """A law of the host's, evened."""
        if law in _INSTEAD:
            return super()._law(_INSTEAD[law])
        given = (told(self.options.host) for told in _TOLD.get(law, ()))
        return submodels.Even(super()._law(law), *given)

    def build_model_equations(self):
        """Set the equations, with all that is the same over a depth computed once."""
        super().build_model_equations()
        if not self._is_even:
            return
        for equations in (self.rhs, self.algebraic):
            for state, value in equations.items():
                equations[state] = submodels.once(value)
        # a gradient finds its ends by what it is a gradient of
        ends = self.boundary_conditions.items()
        self.boundary_conditions = {submodels.once(x): _once_at_ends(of) for x, of in ends}

    def set_open_circuit_potential_submodel(self):
        super().set_open_circuit_potential_submodel()
        if self.options.has_sites and not self.options.is_inert:
            self._even(self._at_host("primary open-circuit potential"))

    def set_intercalation_kinetics_submodel(self):
        super().set_intercalation_kinetics_submodel()
        for at in self._porous if self._is_even else ():
            name = f"{at.electrode} primary interface"
            if name in self.submodels:
                self._even(name, level_salt(at))

    def set_particle_submodel(self):
        super().set_particle_submodel()
        name, host = self._at_host("primary particle"), self.options.host.electrode
        uniform = getattr(self.options, host)["particle"] == "uniform profile"
        if uniform and isinstance(self.submodels.get(name), submodels.Given):
            self.submodels[name] = self.submodels[name].in_equations()

    def set_solid_submodel(self):
        if not self._is_even:
            super().set_solid_submodel()
            return
        self.submodels[self._at_host("planes")] = super()._law(submodels.EvenPlanes)
        for at in self._porous:
            self.submodels[f"{at.electrode} electrode potential"] = submodels.EvenElectrons(
                self.param, at.electrode, self.options, self.drops
            )
            if self.options.stores_charge(at.electrode):
                walls = submodels.WallDoubleLayer(self.param, at.electrode, options=self.options)
                self.submodels[f"{at.electrode} double layer"] = submodels.Even(
                    walls, one_potential(at)
                )

    def set_electrolyte_potential_submodel(self):
        if not self._is_even:
            super().set_electrolyte_potential_submodel()
            return
        self.submodels["electrolyte conductivity"] = submodels.EvenElectrolyte(
            self.param, self.options, self.drops
        )

    def _even(self, name, *given):
        self.submodels[name] = submodels.Even(self.submodels[name], *given)


def _once_at_ends(ends):
    return {side: (submodels.once(value), kind) for side, (value, kind) in ends.items()}


def level_salt(at):
    """Return what gives a law one concentration of salt over the depth of an electrode.

    The harmonic mean: what is taken everywhere alike ends where the salt ends first, as behind pores that
    close.  With the arithmetic mean an overfilled host takes salt from where there is none.
    """
    return partial(_level_salt, at)


def _level_salt(at, variables):
    (c_e,) = at.read(variables, v.c_e)
    return at.named({v.c_e: at.spread(1 / pybamm.x_average(1 / pybamm.maximum(c_e, NO_SALT)))})


def one_potential(at):
    """Return what gives the walls the mean of phi_s - phi_e as phi_s, over a liquid at 0 V."""
    return partial(_one_potential, at)


def _one_potential(at, variables):
    (phi,) = at.read(variables, v.phi)
    return at.named({v.phi_s: phi, v.phi_e: _level(at.domain)})


def face_potential(at):
    """Return what gives the face its xi as phi_s, over a liquid at 0 V."""
    return partial(_face_potential, at)


def _face_potential(at, variables):
    (xi,) = at.read(variables, v.xi_f)
    liquid = {"Separator electrolyte potential [V]": _level("separator")}
    return at.named({v.phi_s: at.spread(xi)}) | liquid


def collector_potential(at):
    """Return what gives the collector its xi as phi_cc, over a liquid at 0 V."""
    return partial(_collector_potential, at)


def _collector_potential(at, variables):
    (xi,) = at.read(variables, v.xi_c)
    return at.named({v.phi_cc: xi, v.phi_e: _level(at.domain)})


def _level(domain):
    return pybamm.FullBroadcast(0, domain, "current collector")


_INSTEAD = {submodels.FrameIons: submodels.EvenFrameIons}
_TOLD = {
    submodels.Plating: (level_salt,),
    submodels.FaceDeposit: (face_potential,),
    submodels.CollectorPlating: (collector_potential,),
}
_REASONS = {
    "x-average side reactions": "they see the mean of the electrode",
    "thermal": "the host has one temperature",
    "displaced electrolyte": "its electrolyte stays at the concentration it was filled in with",
    "electrolyte conductivity": "its electrolyte is that of an even reaction",
    "particle": "PyBaMM's takes all of the current as that of the grains, and adds their lithium on a mesh",
    "particle size": "its grains of all sizes share one potential",
    "particle phases": "it gives each electrode one kind of grain",
}
