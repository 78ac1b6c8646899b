"""What turns a stock model of PyBaMM into one with a host: submodels chosen from the options."""

import copy

import pybamm

from pybamm_miec import parameters, submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.host_parameters import HostParameters
from pybamm_miec.options import HostOptions
from pybamm_miec.placement import Placement

# Submodels, and what of theirs there is only where it is wet: parts of names.
ONLY_WET = {
    "interface utilisation": "utilisation",
    "electrolyte transport efficiency": "transport efficiency",
    "porosity": "metal surface area",
    "face deposit": "face current density by its law",
    "collector plating": "collector plating",
    "first film": "first film volumetric current density",
    " sei": "current density",
    " sei on cracks": "current density",
}

# For PyBaMM's IDAKLU solver.  An accepted step may leave what has no rate of its own, the potentials, off
# by the tolerance of Newton's iteration.  Where the potential of a cathode falls by 125 V per lithium, at the
# end of a discharge, that was 60 mV with SUNDIALS' 0.33, from which no shorter step finds back; 0.1 costs
# nothing.  A first current, or metal beside an empty host, can take more than five attempts.
SOLVER_OPTIONS = {"nonlinear_convergence_coefficient": 0.1, "max_linesearch_backtracks_ic": 100}


class HostModel:
    """The host's side of a model; goes before a stock PyBaMM model in the list of bases."""

    solver_options = SOLVER_OPTIONS  # of its default solver

    @classmethod
    def of(cls, anode, cell="half", options=None, positive=None, fitted=True, changed=None):
        """Return the model of an anode, with its parameter set as default.

        Parameters
        ----------
        anode : str
            One of :func:`pybamm_miec.parameters.anodes`.
        cell : str
            "half" (against lithium) or "full".
        options : dict, optional
            Options beyond those that the set declares.
        positive : str, optional
            For a full cell, its positive electrode, as :func:`pybamm_miec.parameters.parameter_values` takes
            it.
        fitted : bool
            Whether rows that are fitted to this kind of cell alone are taken, as there.
        changed : mapping, optional
            Other values for rows of the set, by symbol or name, as there; what is derived from them follows.

        Returns
        -------
        HostModel
            Ready for ``pybamm.Simulation``.

        Raises
        ------
        ParameterSetError
            For an anode or a cell that there is no set for, and a change of what is no row or by what is no
            number.
        """
        declared = parameters.host_options(anode)
        values = parameters.parameter_values(anode, cell, positive, changed, fitted)
        working = {"working electrode": "positive" if cell == "half" else "both"}
        model = cls({**declared, **(options or {}), **working})
        model._values = values
        return model

    @property
    def options(self):
        """The options, PyBaMM's and the host's."""
        return self._options

    @options.setter
    def options(self, extra):
        if not isinstance(extra, HostOptions):
            extra = HostOptions(extra)
        pybamm.BaseBatteryModel.options.fset(self, extra)

    def _rebuild_param(self):
        if self.options.has_sites:
            self.param = HostParameters(self.options)
        else:
            self.param = pybamm.LithiumIonParameters(self.options)

    @property
    def default_parameter_values(self):
        """The set the model was asked for, else that of LLTO@CNT; PyBaMM's for a model without metal."""
        if hasattr(self, "_values"):
            return self._values.copy()
        if self.options.has_metal:
            cell = "half" if self.options.host.is_terminal else "full"
            return parameters.parameter_values("LLTO@CNT", cell)
        return super().default_parameter_values

    @property
    def default_solver(self):
        """PyBaMM's, with the model's ``solver_options`` where there is metal."""
        if not self.options.has_metal:
            return super().default_solver
        return pybamm.IDAKLUSolver(options=self.solver_options)

    @property
    def default_quick_plot_variables(self):
        """What one looks at first: where the lithium is."""
        if not self.options.has_metal:
            return super().default_quick_plot_variables
        at = self.options.host
        stocks = [at.key(stock) for stock in (v.n_h, v.n_m, v.n_f, v.n_i)]
        pores = [[at.key(v.c_m), at.key(v.c_i)], at.key(v.fill)]
        return [
            "Voltage [V]",
            "Current [A]",
            "Electrolyte concentration [mol.m-3]",
            *(pores if self.options.metal_in_pores else []),
            stocks,
        ]

    @property
    def default_geometry(self):
        """PyBaMM's, less the grains of a host that takes up no lithium."""
        geometry = super().default_geometry
        if self.options.is_inert:
            del geometry[f"{self.options.host.electrode} particle"]
        return geometry

    @property
    def calc_esoh(self):
        """Whether PyBaMM solves for electrode limits, which it can between two intercalation ones."""
        stock = not self.options.has_sites and not self.options.has_metal
        return stock and super().calc_esoh

    @calc_esoh.setter
    def calc_esoh(self, value):
        pybamm.lithium_ion.BaseModel.calc_esoh.fset(self, value)

    def _at_host(self, name):
        """Name of a submodel of the host's."""
        return f"{self.options.host.electrode} {name}"

    def _law(self, law):
        return law(self.param, self.options.host.electrode, options=self.options)

    def set_open_circuit_potential_submodel(self):
        super().set_open_circuit_potential_submodel()
        name = self._at_host("primary open-circuit potential")
        if self.options.is_inert:
            self.submodels[name] = self._law(submodels.InertWalls)
        elif self.options.has_sites:
            host = self.options.host.electrode
            self.submodels[name] = submodels.SiteLithiation(
                self.param, host, "lithium-ion main", self.options, "primary", self.x_average
            )

    def set_intercalation_kinetics_submodel(self):
        super().set_intercalation_kinetics_submodel()
        name = self._at_host("primary interface")
        if self.options.is_inert:
            del self.submodels[name]
        elif self.options.activates:
            per_site = submodels.kinetics_of_open_sites(self.options.host)
            self.submodels[name] = submodels.Given(self.submodels[name], per_site)

    def set_particle_submodel(self):
        super().set_particle_submodel()
        name = self._at_host("primary particle")
        if self.options.is_inert:
            del self.submodels[name]
            del self.submodels[self._at_host("primary total particle concentration")]
            return
        if (
            self.options.has_sites
        ):  # else it is PyBaMM's electrode, to the last step of its integrator
            self.submodels[name] = submodels.FineGrains(self.submodels[name])
        grains = []
        if self.options.frame_conducts_ions:
            grains.append(submodels.grains_with_ions(self.options.host))
            self.submodels[self._at_host("frame ions")] = self._law(submodels.FrameIons)
        if self.options.traps:
            grains.append(submodels.grains_that_trap(self.options.host, self.param.F))
        if grains:
            self.submodels[name] = submodels.Given(self.submodels[name], *grains)

    def set_crack_submodel(self):
        super().set_crack_submodel()
        if not self.options.has_host:
            return
        for name, stock in self.submodels.items():
            if type(stock) is pybamm.particle_mechanics.CrackPropagation:
                self.submodels[name] = submodels.Cracks(
                    self.param, stock.domain, stock.x_average, stock.options, stock.phase
                )

    def set_active_material_submodel(self):
        super().set_active_material_submodel()
        if self.options.is_inert:
            del self.submodels[self._at_host("primary active material")]

    def set_porosity_submodel(self):
        super().set_porosity_submodel()
        if self.options.metal_in_pores:
            self.submodels["porosity"] = submodels.Filling(self.param, self.options)

    def set_transport_efficiency_submodels(self):
        super().set_transport_efficiency_submodels()
        if self.options.metal_in_pores:
            name = "electrode transport efficiency"
            as_made = submodels.frame_as_made(self.options.host, self.param)
            self.submodels[name] = submodels.Given(self.submodels[name], as_made)
        name = "electrolyte transport efficiency"
        if self.options.has_dead_layer:
            self.submodels[name] = submodels.DeadLayer(
                self.param, self.options, self.submodels[name]
            )
        if self.options.metal_in_pores:
            conducts = submodels.pores_that_conduct(self.options.host, self.param)
            self.submodels[name] = submodels.Given(self.submodels[name], conducts)

    def set_solid_submodel(self):
        super().set_solid_submodel()
        if not self.options.has_metal:
            return
        for electrode, kind in self.options.electrode_types.items():
            if kind == "porous":
                name = f"{electrode} electrode potential"
                self.submodels[name] = submodels.Electrons(self.param, electrode, self.options)
            if self.options.stores_charge(electrode):
                self.submodels[f"{electrode} double layer"] = submodels.WallDoubleLayer(
                    self.param, electrode, options=self.options
                )

    def set_electrolyte_concentration_submodel(self):
        super().set_electrolyte_concentration_submodel()
        if self.options.metal_in_pores and self.options["displaced electrolyte"] == "true":
            self.submodels["electrolyte diffusion"] = submodels.DisplacedElectrolyte(
                self.param, self.options
            )

    def set_electrolyte_potential_submodel(self):
        super().set_electrolyte_potential_submodel()
        if not self.options.has_metal:
            return
        # the double layer is one of our submodels, not a form of PyBaMM's equations
        conductivity = pybamm.electrolyte_conductivity
        in_series = self.options.has_dead_layer
        law = submodels.ConductivityInSeries if in_series else conductivity.Full
        self.submodels["electrolyte conductivity"] = law(self.param, self.options)
        for domain in self.options.whole_cell_domains:
            name = domain.split()[0]
            self.submodels[f"{name} surface potential difference"] = (
                conductivity.surface_potential_form.Explicit(self.param, name, self.options)
            )

    def set_thermal_submodel(self):
        super().set_thermal_submodel()
        told = copy.copy(self.options)
        if self.options.remembers:
            # PyBaMM counts the heat of hysteresis only where its own option says that there is any
            told["open-circuit potential"] = "one-state hysteresis"
        if self.options.mixes_across:
            told["heat of mixing"] = "false"  # which would ask for the grains of the host
        self.submodels["thermal"].options = told
        if self.options.asks_for_heat and (self.options.has_sites or self.options.has_metal):
            self.submodels["thermal"] = submodels.HostHeat(self.submodels["thermal"], self.options)

    def set_lithium_plating_submodel(self):
        super().set_lithium_plating_submodel()
        # with metal come all laws of the host that take the place of no submodel of PyBaMM's
        options = self.options
        laws = {
            "primary lithium plating": (submodels.Plating, options.metal_in_pores),
            "pore nucleation": (
                submodels.PoreNucleation,
                options.metal_in_pores and options.nucleates,
            ),
            "face deposit": (submodels.FaceDeposit, options.metal_on_face),
            "face nucleation": (
                submodels.FaceNucleation,
                options.metal_on_face and options.nucleates,
            ),
            "face double layer": (
                submodels.FaceDoubleLayer,
                options.metal_on_face and options.planes_store_charge,
            ),
            "collector plating": (submodels.CollectorPlating, options.collector_plates),
            "collector nucleation": (
                submodels.CollectorNucleation,
                options.collector_plates and options.nucleates,
            ),
            "collector double layer": (
                submodels.CollectorDoubleLayer,
                options.collector_plates and options.planes_store_charge,
            ),
            "hysteresis": (submodels.Hysteresis, options.remembers),
            "activation": (submodels.Activation, options.activates),
            "trapping": (submodels.Trapping, options.traps),
            "first film": (submodels.Formation, options.films),
            "metal film": (submodels.MetalFilm, options.metal_films),
            "metal path": (submodels.MetalPath, options.metal_conducts),
            "losses": (submodels.IsolatedLithium, options.has_metal),
            "lithium stocks": (submodels.LithiumStocks, options.has_metal),
            "terminal charge": (submodels.TerminalCharge, options.has_metal),
            "deposit": (submodels.Deposit, options.has_metal),
            "electrolyte stock": (submodels.ElectrolyteStock, options.dries),
            "counter electrode": (
                submodels.CounterElectrode,
                options.has_metal
                and (options.host.is_terminal or options.has_dead_layer or options.dries),
            ),
            "evenness": (submodels.Evenness, options.has_metal),
        }
        for name, (law, chosen) in laws.items():
            if chosen:
                self.submodels[self._at_host(name)] = self._law(law)

    def set_total_interface_submodel(self):
        super().set_total_interface_submodel()
        if self.options.has_metal:
            self.submodels["total interface"] = submodels.HostInterface(
                self.param, "lithium-ion", self.options
            )
        if self.options.dries:
            self._dry_out()

    def _dry_out(self):
        """Leave only what is wet to conduct and to react."""
        for name, submodel in self.submodels.items():
            for ending, only_wet in ONLY_WET.items():
                if name.endswith(ending):
                    at = self.options.host
                    self.submodels[name] = submodels.Wetted(submodel, at, only_wet)

    def set_voltage_variables(self):
        """PyBaMM's, with parts that add up to the voltage.

        PyBaMM counts half of what drops over lithium, which reacts where all of it has dropped, and adds the
        film of a positive electrode, whose potential it lowers, as if it raised it.
        """
        foil = "Negative electrode potential drop [V]"
        if self.options.has_host and foil in self.variables:
            self.variables["X-averaged negative electrode ohmic losses [V]"] = self.variables[foil]
        super().set_voltage_variables()
        if self.options.has_host:
            on = {electrode: self._over_film(electrode) for electrode in ("negative", "positive")}
            film = on["negative"] - on["positive"]
            self.variables["X-averaged SEI film overpotential [V]"] = film

    def _over_film(self, electrode):
        """Overpotential of SEI in an electrode, or on lithium."""
        phase = "" if len(self.options.phases[electrode]) == 1 else "primary "
        film = f"electrode {phase}SEI film overpotential [V]"
        porous = self.options.electrode_types[electrode] == "porous"
        name = f"X-averaged {electrode} {film}" if porous else f"{electrode.capitalize()} {film}"
        return self.variables[name]

    def insert_reference_electrode(self, position=None):
        """PyBaMM's, with potentials of the collectors: in a full cell their difference is the voltage."""
        super().insert_reference_electrode(position)
        reference = self.variables["Reference electrode potential [V]"]
        for at in self._porous:
            if at.key(v.phi_cc) in self.variables:
                (phi_cc,) = at.read(self.variables, v.phi_cc)
                name = f"{at.domain.capitalize()} 3E potential [V]"
                self.variables[name] = phi_cc - reference

    def set_degradation_variables(self):
        super().set_degradation_variables()
        if self.options.is_inert:
            self._lose_no_active_material()
        if self.options.has_metal:
            self._count_metal_as_lithium()
            self._count_lithium_across()

    def _lose_no_active_material(self):
        """A host that takes up no lithium has none in grains, and no grains to lose."""
        at = self.options.host
        none = pybamm.Scalar(0)
        self.variables[f"LAM_{at.electrode[0]}e [%]"] = none
        self.variables[f"Loss of active material in {at.domain} [%]"] = none
        if at.is_terminal:
            self.variables["Total lithium lost from particles [mol]"] = none

    def _count_metal_as_lithium(self):
        """PyBaMM's inventory, with the metal in it.

        The loss is counted from the start, against what is there and what is lost.  In a full cell that is
        the lithium at the start, but for the ions on the walls; in a half cell, whose lithium comes through
        the terminal, it is all that came.  What traps and films of a pre-cycled host hold was lost before.
        """
        at, F = self.options.host, self.param.F
        n_m, n_f, n_t, n_e, n_fm = at.read(self.variables, v.n_m, v.n_f, v.n_t, v.n_e, v.n_fm)
        in_lost_grains = sum(x.read(self.variables, v.n_lam)[0] for x in self._porous)
        metal = n_m + n_f
        active = self.variables["Total lithium in particles [mol]"] + metal
        total = self.variables["Total lithium [mol]"] + metal
        held = self.variables["Total lithium lost to side reactions [mol]"] + n_t + n_e + n_fm
        lost = held - self._at_start(held)
        self.variables[f"Total lithium in {at.domain} [mol]"] += metal
        out_of_use = lost + in_lost_grains
        LLI, LLI_tot = (100 * out_of_use / (n + out_of_use) for n in (active, total))
        self.variables.update(
            {
                "Electrode area [m2]": self.param.A_cc,
                v.Q_cyc.key: active * F / 3600,
                "LLI [%]": LLI,
                "Loss of lithium inventory [%]": LLI,
                "Loss of lithium inventory, including electrolyte [%]": LLI_tot,
                "Total lithium [mol]": total,
                "Total lithium capacity [A.h]": total * F / 3600,
                "Total lithium lost [mol]": out_of_use,
                "Total lithium lost to side reactions [mol]": lost,
                "Total capacity lost to side reactions [A.h]": lost * F / 3600,
            }
        )

    def _at_start(self, symbol):
        """A variable with the initial conditions in place of the states."""
        start = {
            state: value if value.domain or not state.domain else _spread(value, state)
            for state, value in self.initial_conditions.items()
        }
        return pybamm.replace(symbol, start)

    def _count_lithium_across(self):
        """All lithium of the other porous electrode, wherever its reactions put it."""
        for at in self._porous:
            if at != self.options.host:
                grains = self.variables[f"Total lithium in {at.domain} [mol]"]
                stocks = at.read(self.variables, v.n_sei, v.n_crack, v.n_plating, v.n_lam)
                on_walls = pybamm.Scalar(0)
                if self.options.stores_charge(at.electrode):
                    q = at.over_depth(at.read(self.variables, v.q_dl)[0], self.param)
                    on_walls = -pybamm.yz_average(q) * self.param.A_cc / self.param.F
                self.variables[at.key(v.n_all)] = grains + sum(stocks) + on_walls

    @property
    def _porous(self):
        types = self.options.electrode_types
        return [Placement(electrode) for electrode, kind in types.items() if kind == "porous"]

    def set_summary_variables(self):
        super().set_summary_variables()
        if self.options.has_metal:
            at = self.options.host
            stocks = (*(stock.held for stock in submodels.STOCKS), v.n_active, v.n_all)
            self.summary_variables = [
                *self.summary_variables,
                "Electrode area [m2]",
                *map(at.key, (v.Q, v.Q_in, v.Q_out, v.Q_cyc, *stocks)),
                *(x.key(v.n_all) for x in self._porous if x != at),
            ]

    @property
    def shares_of_lithiation(self):
        """Summary variables that are shares of the lithium that a cycle put into the host.

        Returns
        -------
        dict of (str, float)
            By name: the variable whose change over the cycle it is, and its charge per unit [A.h].
        """
        if not self.options.has_metal:
            return {}
        at, per_mole = self.options.host, pybamm.constants.F.value / 3600
        lost = {stock.share: (at.key(stock.held), per_mole) for stock in submodels.STOCKS}
        return {v.CE.key: (v.Q_out.key, 1.0), **lost}


def _spread(value, state):
    return pybamm.FullBroadcast(value, broadcast_domains=state.domains)
