r"""Heat of a cell with a host: what PyBaMM counts, and what the host adds.

    Q_rxn = a j eta of PyBaMM's reactions                       grains of both electrodes, lithium      (1)
          + i_m eta_m + i_e (phi_s - phi_e - U_e)               metal in pores, first film              (2)
          + F r_t (U_t - U + T dU/dT)                           lithium that goes from U to a trap      (3)
          + F eps_s c_max Psi du/dt                             sites that open                         (4)
          + F U_fm r_s                                          metal that goes into film               (5)
          + i_c eta_c,   i_f eta_f + w F U_fm r_sf              collector, face and its film            (6)
    Q_rev = (a_s (j_h + j_i) + F r_t) T dU/dT                   grains; of metal none, see below        (7)
    Q_hys = a_s (j_h + j_i) U_H                                 what the host's potential remembers     (8)
    Q_ohm = -i_s dphi_s/dx - i_e dphi_e/dx + Q_h                all rails, liquid, ions in the frame    (9)
          - eta_sei (a_s j_h + i_m)                             SEI, of the counter electrode too       (10)
          + w_c sigma_eff (phi_cc - phi_0)^2/l_g                contact of foil and frame               (11)
          + w r j_dlf^2/o,   w_c r j_dlc^2/o                    liquid in front of double layers        (12)
    Q_mix                                                       grains across, if asked for; mixing.py

What a plane heats, per area, is put where its ions are taken, with w and w_c of face_deposit.py and
collector_plating.py, of which the integral is 1; a dead layer is in (9), spread over the separator.  phi_e
has the diffusion potential in it, as in PyBaMM's heat.  Left as PyBaMM has them are the counter electrode,
current collectors, contact resistance, heat of mixing where the host has PyBaMM's Fickian grains, and that
SEI of PyBaMM's grows without heat.

Metal rests at 0 V against lithium at any temperature, so its entropy counts as that of the reference, as
PyBaMM's lithium does.  The heat that one metal electrode takes up by entropy another gives off, and entropies
of other electrodes are measured against it: the cell's sum is right, where in the cell is not said.

Then, for any current and at any time, with I V out of the cell per area, and Q over the depth of the cell
less PyBaMM's heat of current collectors,

    I V + Q + dE/dt = 0                                                                               (13)
    E = int -F (eps_s c_max (x U + u Psi) + U_t c_t + U_e q_e + U_fm c_s) + q^2/(2 C a_w) dx
        - F U_fm q_s + (q_f^2 + q_c^2)/(2 C) + E_p                                                     (14)
    Psi = sum_k X_k (w_k/f) ln(1 + e^(-f (U - U_k)/w_k)),   dPsi/dU = -x/u                            (15)

E_p = -F eps_s c_max int U_p dx is of the other electrode, shell by shell in its grains; metal, isolated or
not, is at 0.  x U + u Psi is the integral of U over what is in the open sites, which grows when more sites
share the same lithium: (4).
(13) is summation by parts, and holds on any mesh (work.py).  Salt that is out of balance holds no energy of
its own in (14): what the diffusion potential takes is heat when the gradient is made, and nothing is when it
levels.  Without "heat of mixing", PyBaMM's default, (13) lacks what spreads in grains with a depth, in a full
cell of the sets some 3 % of the heat of a cycle.  Where double layers sit on walls that pores narrow, their
tension, phi^2 d(C a_w)/2, is missing in (13), as is o in (14) where places are dry.  Traps that take lithium
while it is above U_t, as their law lets them, cool.  A SPM meets (13) as the full model does, a SPMe to the
second order of its mesh.
"""

import pybamm

from pybamm_miec import vocabulary as v
from pybamm_miec.submodels.activation import opening
from pybamm_miec.submodels.collector_plating import above_collector
from pybamm_miec.submodels.double_layer import IN_FRONT
from pybamm_miec.submodels.electrolyte_stock import wet
from pybamm_miec.submodels.face_deposit import before_face
from pybamm_miec.submodels.given import Given
from pybamm_miec.submodels.grains import onto_grains
from pybamm_miec.submodels.mixing import NAME as MIXING
from pybamm_miec.submodels.mixing import heat_of_mixing
from pybamm_miec.submodels.work import heat_along

OHMIC = "Ohmic heating"
IRREVERSIBLE = "Irreversible electrochemical heating"
REVERSIBLE = "Reversible heating"
HYSTERESIS = "Hysteresis electrochemical heating"
TOTAL = "Total heating"
_AS_PYBAMM_SPELLS_IT = "Volume-averaged heating of mixing [W.m-3]"  # beside "heat of mixing"


class HostHeat(Given):
    """Equations (1) to (12) of this module, from which equations (13) to (15) follow.

    Reads what the submodel reads, and what carries current in the host.  Sets what the submodel sets.

    Parameters
    ----------
    stock : pybamm.thermal.BaseThermal
        A submodel of PyBaMM's that asks for heat.
    host_options : HostOptions
        Of the model; the submodel's may say otherwise of hysteresis.
    """

    def __init__(self, stock, host_options):
        super().__init__(stock)
        self._host_options = host_options

    def get_coupled_variables(self, variables):
        found = super().get_coupled_variables(variables)
        kinds = {
            OHMIC: self._conduction(variables) + self._over_cell(self._resistances(variables)),
            IRREVERSIBLE: found[_local(IRREVERSIBLE)] + self._over_cell(self._reactions(variables)),
            REVERSIBLE: found[_local(REVERSIBLE)] + self._over_cell(self._entropy(variables)),
            HYSTERESIS: found[_local(HYSTERESIS)] + self._over_cell(self._memory(variables)),
        }
        collectors = tuple(
            found[f"{electrode.capitalize()} current collector Ohmic heating [W.m-3]"]
            for electrode in self._host_options.electrode_types
        )
        mixing = found[_local(MIXING)] + self._over_cell(self._mixing(variables))
        found.update(self._totals(OHMIC, kinds[OHMIC], collectors))
        for kind in (IRREVERSIBLE, REVERSIBLE, HYSTERESIS):
            found.update(self._totals(kind, kinds[kind], (0, 0)))
        found.update(self._totals(MIXING, mixing, (0, 0)))
        found[_AS_PYBAMM_SPELLS_IT] = found[f"Volume-averaged {MIXING.lower()} [W.m-3]"]
        found.update(self._totals(TOTAL, sum(kinds.values()) + mixing, collectors))
        return found

    # ---- what heats, by domain ----

    def _conduction(self, variables):
        """Electrons and ions of the liquid, the first two terms of (9)."""
        solid = {
            f"{electrode} electrode": self._of_solid(variables, electrode, kind)
            for electrode, kind in self._host_options.electrode_types.items()
        }
        # as it is: PyBaMM's sum pairs the layers of two concatenations, and liquid may be in one piece
        return pybamm.Addition(self._over_cell(solid), self._of_liquid(variables))

    def _of_solid(self, variables, electrode, kind):
        name = f"{electrode.capitalize()} electrode"
        if kind == "planar":
            i = variables["Current collector current density [A.m-2]"]
            T = variables[f"{name} temperature [K]"]
            return i**2 / self.param.domain_params[electrode].sigma(None, T)
        i_s, phi_s = (
            variables[f"{name} {of}"] for of in ("current density [A.m-2]", "potential [V]")
        )
        return heat_along(i_s, phi_s)

    def _of_liquid(self, variables):
        i_e = variables["Electrolyte current density [A.m-2]"]
        cell = self._host_options.whole_cell_domains
        if isinstance(i_e, pybamm.Concatenation):  # of a model without drops
            potentials = (variables[_potential_in(domain)] for domain in cell)
            return self._over_cell(
                {
                    domain: heat_along(i, phi_e)
                    for domain, i, phi_e in zip(cell, i_e.orphans, potentials, strict=True)
                }
            )
        heat = heat_along(i_e, variables["Electrolyte potential [V]"])
        dry = [
            domain for domain in self._layers if domain not in cell
        ]  # lithium as counter electrode
        return pybamm.concatenation(*map(_nowhere, dry), heat) if dry else heat

    def _resistances(self, variables):
        """Ions of the frame, SEI, contact and liquid before the planes, (9) to (12)."""
        at, options = self._host_options.host, self._host_options
        heat = _Heat()
        for electrode in options.electrode_types:
            heat.add(f"{electrode} electrode", self._films(variables, electrode))
        if options.frame_conducts_ions:
            heat.add(at.domain, at.read(variables, v.Q_h)[0])  # (9)
        if options.collector_plates:
            phi_cc, phi_0, sigma_eff = at.read(variables, v.phi_cc, v.phi_0, v.sigma_eff)
            (l_g,) = at.parameters(v.l_g)
            contact = at.at_collector(sigma_eff) * (phi_cc - phi_0) ** 2 / l_g
            heat.add(at.domain, above_collector(at, self.param, contact))  # (11)
        if options.planes_store_charge:
            per_current = IN_FRONT / wet(options, variables)
            if options.metal_on_face:
                (j,) = at.read(variables, v.j_dlf)
                heat.add("separator", before_face(at, self.param, per_current * j**2))  # (12)
            if options.collector_plates:
                (j,) = at.read(variables, v.j_dlc)
                heat.add(at.domain, above_collector(at, self.param, per_current * j**2))  # (12)
        return heat

    def _films(self, variables, electrode):
        """SEI of an electrode, (10)."""
        at, options, Electrode = self._host_options.host, self._host_options, electrode.capitalize()
        if options.electrode_types[electrode] == "planar":
            j = variables["Lithium metal total interfacial current density [A.m-2]"]
            per_area = -j * variables[f"{Electrode} electrode SEI film overpotential [V]"]
            return pybamm.PrimaryBroadcast(per_area / self.param.n.L, f"{electrode} electrode")
        two = int(getattr(options, electrode)["particle phases"]) > 1
        heat = pybamm.Scalar(0)
        for phase in ("primary ", "secondary ") if two else ("",):
            name = f"{Electrode} electrode {phase}"
            passes = variables[f"{name}volumetric interfacial current density [A.m-3]"]
            if electrode == at.electrode and options.metal_in_pores:
                passes += at.read(variables, v.i_m)[0]
            heat -= passes * variables[f"{name}SEI film overpotential [V]"]
        return heat

    def _reactions(self, variables):
        """What the host adds to the reactions that PyBaMM knows, (2) to (6)."""
        at, options, F = self._host_options.host, self._host_options, self.param.F
        heat = _Heat()
        if options.metal_in_pores:
            i_m, eta_m = at.read(variables, v.i_m, v.eta_m)
            heat.add(at.domain, i_m * eta_m)  # (2)
        if options.films:
            (i_e, phi), (U_e,) = at.read(variables, v.i_e, v.phi), at.parameters(v.U_e)
            heat.add(at.domain, i_e * (phi - U_e))  # (2)
        if options.traps:
            (r_t, U), (U_t,) = at.read(variables, v.r_t, v.U_eq), at.parameters(v.U_t)
            heat.add(at.domain, F * r_t * (U_t - U))  # (3)
        if options.activates:
            (Psi,), grains = at.read(variables, v.Psi), self.param.domain_params[at.electrode].prim
            opens = opening(options, self.param, variables)
            heat.add(at.domain, F * grains.epsilon_s * grains.c_max * Psi * opens)  # (4)
        if options.metal_films:
            (U_fm,) = at.parameters(v.U_fm)
            if options.metal_in_pores:
                heat.add(at.domain, F * U_fm * at.read(variables, v.r_s)[0])  # (5)
            if options.metal_on_face:
                (r_sf,) = at.read(variables, v.r_sf)
                heat.add("separator", before_face(at, self.param, F * U_fm * r_sf))  # (6)
        if options.collector_plates:
            i_c, eta_c = at.read(variables, v.i_c, v.eta_c)
            heat.add(at.domain, i_c * at.spread(eta_c))  # (6)
        if options.metal_on_face:
            j_f, eta_f = at.read(variables, v.j_f, v.eta_f)
            heat.add("separator", before_face(at, self.param, j_f * eta_f))  # (6)
        return heat

    def _entropy(self, variables):
        """What the host adds to the reversible heat that PyBaMM knows, (7) and the last of (3)."""
        at, options = self._host_options.host, self._host_options
        heat = _Heat()
        T, dUdT = at.read(variables, v.T, v.dUdT)
        if options.frame_conducts_ions:
            heat.add(at.domain, self._through_contacts(variables) * T * dUdT)  # (7)
        if options.traps:
            heat.add(at.domain, self.param.F * at.read(variables, v.r_t)[0] * T * dUdT)  # (7)
        return heat

    def _memory(self, variables):
        """What the host adds to the heat of hysteresis that PyBaMM knows, (8)."""
        at, options = self._host_options.host, self._host_options
        heat = _Heat()
        if options.remembers and options.frame_conducts_ions:
            U_s, U = at.read(variables, v.U_s, v.U_eq)
            heat.add(at.domain, self._through_contacts(variables) * (U_s - U))  # (8)
        return heat

    def _mixing(self, variables):
        """What lithium gives off as it spreads in the grains across."""
        other = self._host_options.host.across
        if not self._host_options.mixes_across:
            return {}
        return {other.domain: heat_of_mixing(other, self.param, variables)}

    def _through_contacts(self, variables):
        """What comes onto the grains from the frame, a_s j_i [A.m-3]."""
        a_s, j_h = self._host_options.host.read(variables, v.a_s, v.j_h)
        return a_s * (onto_grains(self._host_options, variables) - j_h)

    # ---- sums ----

    def _over_cell(self, heat):
        return pybamm.concatenation(
            *(heat[domain] if domain in heat else _nowhere(domain) for domain in self._layers)
        )

    @property
    def _layers(self):
        first, last = (f"{electrode} electrode" for electrode in self._host_options.electrode_types)
        return first, "separator", last

    def _totals(self, kind, heat, collectors):
        """A kind of heat and its averages and sums, under PyBaMM's names."""
        param, stock = self.param, self._stock
        average = stock._x_average(heat, *collectors)  # noqa: SLF001
        per_area = average * param.L
        pairs = param.n_electrodes_parallel * param.L_y * param.L_z
        watts = stock._yz_average(per_area) * pairs  # noqa: SLF001
        lower = kind if kind == OHMIC else f"{kind[0].lower()}{kind[1:]}"
        return {
            _local(kind): heat,
            f"X-averaged {lower} [W.m-3]": average,
            f"Volume-averaged {lower} [W.m-3]": watts / param.V_cell,
            f"{kind} per unit electrode-pair area [W.m-2]": per_area,
            f"{kind} [W]": watts,
        }


class _Heat(dict):
    """Heat by domain [W.m-3]."""

    def add(self, domain, heat):
        self[domain] = self[domain] + heat if domain in self else heat


def _nowhere(domain):
    return pybamm.FullBroadcast(0, domain, "current collector")


def _local(kind):
    return f"{kind} [W.m-3]"


def _potential_in(domain):
    return f"{domain.split()[0].capitalize()} electrolyte potential [V]"
