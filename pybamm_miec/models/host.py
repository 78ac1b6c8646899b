"""What turns a stock model of PyBaMM into one with a host: submodels chosen from the options."""

import pybamm

from pybamm_miec import parameters, submodels
from pybamm_miec import vocabulary as v
from pybamm_miec.options import HostOptions


class HostModel:
    """The host's side of a model; goes before a stock PyBaMM model in the list of bases."""

    @classmethod
    def of(cls, anode, cell="half", options=None, positive=None):
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
            For a full cell, the set of PyBaMM that gives the positive electrode.

        Returns
        -------
        HostModel
            Ready for ``pybamm.Simulation``.

        Raises
        ------
        ParameterSetError
            For an anode or a cell that there is no set for.
        """
        values = parameters.parameter_values(anode, cell, positive)
        working = {"working electrode": "positive" if cell == "half" else "both"}
        model = cls({**parameters.host_options(anode), **(options or {}), **working})
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
        sites = self.options["host sites"] != "none"
        self.param = (submodels.HostParameters if sites else pybamm.LithiumIonParameters)(
            self.options
        )

    @property
    def default_parameter_values(self):
        """The set the model was asked for, else that of LLTO@CNT where the cell is a half cell."""
        if hasattr(self, "_values"):
            return self._values.copy()
        if self.options["working electrode"] == "positive" and self.has_metal:
            return parameters.parameter_values("LLTO@CNT", cell="half")
        return super().default_parameter_values

    @property
    def default_quick_plot_variables(self):
        """What one looks at first: where the lithium is."""
        if not self.has_metal:
            return super().default_quick_plot_variables
        at = self.options.host
        pores = [at.key(v.c_m), at.key(v.c_i)]
        stocks = [at.key(stock) for stock in (v.n_h, v.n_m, v.n_f, v.n_i)]
        return [
            "Voltage [V]",
            "Current [A]",
            "Electrolyte concentration [mol.m-3]",
            pores,
            at.key(v.fill),
            stocks,
        ]

    @property
    def has_metal(self):
        """Whether lithium metal can form in the host."""
        return self.options["lithium metal"] != "none"

    @property
    def has_face(self):
        """Whether lithium metal can form on the face of the host."""
        return self.options["lithium metal"] == "in pores and on face"

    @property
    def calc_esoh(self):
        """Whether PyBaMM solves for electrode limits, which it can between two intercalation ones."""
        return self.options["host sites"] == "none" and not self.has_metal and super().calc_esoh

    @calc_esoh.setter
    def calc_esoh(self, value):
        pybamm.lithium_ion.BaseModel.calc_esoh.fset(self, value)

    def set_open_circuit_potential_submodel(self):
        super().set_open_circuit_potential_submodel()
        if self.options["host sites"] != "none":
            host = self.options.host.electrode
            self.submodels[f"{host} primary open-circuit potential"] = submodels.SiteLithiation(
                self.param, host, "lithium-ion main", self.options, "primary", self.x_average
            )

    def set_porosity_submodel(self):
        super().set_porosity_submodel()
        if self.has_metal:
            self.submodels["porosity"] = submodels.Filling(self.param, self.options)

    def set_transport_efficiency_submodels(self):
        super().set_transport_efficiency_submodels()
        if self.has_metal:
            name = "electrode transport efficiency"
            self.submodels[name] = submodels.FrameConductivity(
                self.param, self.options, self.submodels[name]
            )

    def set_solid_submodel(self):
        super().set_solid_submodel()
        if self.has_metal and self.options["surface form"] == "false":
            for electrode, kind in self.options.electrode_types.items():
                if kind == "porous":
                    name = f"{electrode} electrode potential"
                    self.submodels[name] = submodels.Electrons(self.param, electrode, self.options)

    def set_electrolyte_concentration_submodel(self):
        super().set_electrolyte_concentration_submodel()
        if self.has_metal and self.options["displaced electrolyte"] == "true":
            self.submodels["electrolyte diffusion"] = submodels.DisplacedElectrolyte(
                self.param, self.options
            )

    def set_lithium_plating_submodel(self):
        super().set_lithium_plating_submodel()
        if not self.has_metal:
            return
        host = self.options.host.electrode
        laws = {"primary lithium plating": submodels.Plating}
        if self.has_face:
            laws["face deposit"] = submodels.FaceDeposit
        if self.options["collector plating"] == "true":
            laws["collector plating"] = submodels.CollectorPlating
        if self.options["nucleation"] == "coverage":
            laws["pore nucleation"] = submodels.PoreNucleation
            if self.has_face:
                laws["face nucleation"] = submodels.FaceNucleation
        if self.options["metal path"] == "percolating":
            laws["metal path"] = submodels.MetalPath
        laws |= {"losses": submodels.IsolatedLithium, "lithium stocks": submodels.LithiumStocks}
        for name, law in laws.items():
            self.submodels[f"{host} {name}"] = law(self.param, host, options=self.options)

    def set_total_interface_submodel(self):
        super().set_total_interface_submodel()
        if self.has_face or self.options["collector plating"] == "true":
            self.submodels["total interface"] = submodels.HostInterface(
                self.param, "lithium-ion", self.options
            )

    def set_degradation_variables(self):
        super().set_degradation_variables()
        if self.has_metal:
            self._count_metal_as_lithium()

    def _count_metal_as_lithium(self):
        """PyBaMM's inventory, with the metal in it.

        The loss is counted against what is there and what is lost.  In a full cell that is the lithium
        at the start; in a half cell, whose lithium comes through the terminal, it is all that came.
        """
        at, F = self.options.host, self.param.F
        n_m, n_f = at.read(self.variables, v.n_m, v.n_f)
        metal = n_m + n_f
        active = self.variables["Total lithium in particles [mol]"] + metal
        total = self.variables["Total lithium [mol]"] + metal
        lost = self.variables["Total lithium lost to side reactions [mol]"]
        self.variables[f"Total lithium in {at.domain} [mol]"] += metal
        LLI, LLI_tot = (100 * lost / (n + lost) for n in (active, total))
        self.variables.update(
            {
                "Electrode area [m2]": self.param.A_cc,
                "LLI [%]": LLI,
                "Loss of lithium inventory [%]": LLI,
                "Loss of lithium inventory, including electrolyte [%]": LLI_tot,
                "Total lithium [mol]": total,
                "Total lithium capacity [A.h]": total * F / 3600,
                "Total lithium lost [mol]": lost,
            }
        )

    def set_summary_variables(self):
        super().set_summary_variables()
        if self.has_metal:
            at = self.options.host
            stocks = (v.n_h, v.n_m, v.n_f, v.n_i, v.n_s, v.n_active, v.n_all)
            self.summary_variables = [
                *self.summary_variables,
                "Discharge capacity [A.h]",
                "Electrode area [m2]",
                *(at.key(stock) for stock in stocks),
            ]
