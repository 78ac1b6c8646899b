"""Every symbol of the host once: its letter, its PyBaMM name and its unit.

The letter is the one the equations use.  ``{Host}`` and ``{host}`` in a name stand for the electrode
that the host takes the place of; :mod:`pybamm_miec.placement` fills them in.
"""

from typing import NamedTuple


class Quantity(NamedTuple):
    """A symbol of the equations.

    Attributes
    ----------
    name : str
        PyBaMM name with the electrode left open.
    unit : str
        Unit as PyBaMM writes it; empty for a ratio.
    """

    name: str
    unit: str = ""

    @property
    def key(self) -> str:
        """Name and unit, as PyBaMM joins them."""
        return f"{self.name} [{self.unit}]" if self.unit else self.name


# Read from stock submodels
c_e = Quantity("{Host} electrolyte concentration", "mol.m-3")
T = Quantity("{Host} electrode temperature", "K")
phi_e = Quantity("{Host} electrolyte potential", "V")
phi = Quantity("{Host} electrode surface potential difference", "V")
phi_av = Quantity("X-averaged {host} electrode surface potential difference", "V")
eta_sei = Quantity("{Host} electrode SEI film overpotential", "V")
L_sei = Quantity("{Host} SEI thickness", "m")
a_s = Quantity("{Host} electrode surface area to volume ratio", "m-1")
eps = Quantity("{Host} electrode porosity")
U_s = Quantity("{Host} electrode open-circuit potential", "V")
j_h = Quantity("{Host} electrode interfacial current density", "A.m-2")
j0_h = Quantity("{Host} electrode exchange current density", "A.m-2")
eta_h = Quantity("{Host} electrode reaction overpotential", "V")
c_surf = Quantity("{Host} particle surface concentration", "mol.m-3")
x_surf = Quantity("{Host} particle surface stoichiometry")
x_bulk = Quantity("{Host} electrode stoichiometry")
dUdT = Quantity("{Host} electrode entropic change", "V.K-1")
U_eq = Quantity("{Host} electrode equilibrium open-circuit potential", "V")
n_sei = Quantity("Loss of lithium to {host} SEI", "mol")
n_crack = Quantity("Loss of lithium to {host} SEI on cracks", "mol")
n_plating = Quantity("Loss of lithium to {host} lithium plating", "mol")
n_h = Quantity("Total lithium in primary phase in {host} electrode", "mol")
n_lam = Quantity("Loss of lithium due to loss of active material in {host} electrode", "mol")

i_sei = Quantity("{Host} electrode SEI volumetric interfacial current density", "A.m-3")
i_crack = Quantity("{Host} electrode SEI on cracks volumetric interfacial current density", "A.m-3")
tor_e = Quantity("{Host} electrolyte transport efficiency")
Q = Quantity("Discharge capacity", "A.h")
Q_t = Quantity("Throughput capacity", "A.h")

# Potentials, currents, stocks and shares in the electrode
phi_s = Quantity("{Host} electrode potential", "V")
phi_cc = Quantity("{Host} electrode collector potential", "V")
delta_phi_s = Quantity("{Host} electrode ohmic losses", "V")
delta_phi_s_av = Quantity("X-averaged {host} electrode ohmic losses", "V")
phi_0 = Quantity("{Host} electrode potential at collector", "V")
phi_f = Quantity("{Host} electrode potential at face", "V")
xi_f = Quantity("{Host} electrode potential over liquid before face", "V")
xi_c = Quantity("{Host} electrode potential of collector over liquid", "V")
i_s = Quantity("{Host} electrode current density", "A.m-2")
J_f = Quantity("{Host} electrode current density through face", "A.m-2")
J_c = Quantity("{Host} electrode current density through collector plane", "A.m-2")
i_sum = Quantity("Sum of {host} electrode volumetric interfacial current densities", "A.m-3")
I_s = Quantity("Volumetric current density out of {host} electrode solid", "A.m-3")
sigma_m = Quantity("{Host} electrode metal path conductivity", "S.m-1")
tor_s = Quantity("{Host} electrode transport efficiency")
sigma_eff = Quantity("{Host} electrode effective conductivity")
c_m = Quantity("{Host} lithium plating concentration", "mol.m-3")
c_i = Quantity("{Host} dead lithium concentration", "mol.m-3")
q_f = Quantity("{Host} electrode lithium on face", "mol.m-2")
q_i = Quantity("{Host} electrode isolated lithium on face", "mol.m-2")
kappa_h_eff = Quantity("{Host} electrode effective ion conductivity of frame", "S.m-1")
i_h = Quantity("{Host} electrode ion current density in frame", "A.m-2")
j_i = Quantity("{Host} electrode ion current density onto grains", "A.m-2")
q_dl = Quantity("{Host} electrode double-layer charge", "C.m-3")
q_dlf = Quantity("{Host} electrode face double-layer charge", "C.m-2")
q_dlc = Quantity("{Host} electrode collector double-layer charge", "C.m-2")
i_dl = Quantity("{Host} electrode double-layer volumetric current density", "A.m-3")
j_dlf = Quantity("{Host} electrode face double-layer current density", "A.m-2")
j_dlc = Quantity("{Host} electrode collector double-layer current density", "A.m-2")
lambda_c = Quantity("{Host} electrode logarithm of covered share of collector")
lambda_m = Quantity("{Host} electrode logarithm of covered share of pore walls")
lambda_f = Quantity("{Host} electrode logarithm of covered share of face")
theta_m = Quantity("{Host} electrode covered share of pore walls")
theta_f = Quantity("{Host} electrode covered share of face")
theta_c = Quantity("{Host} electrode covered share of collector")
s = Quantity("{Host} electrode metal share over a pore")
U = Quantity("{Host} electrode site potential", "V")
U_bulk = Quantity("{Host} electrode bulk site potential", "V")
h = Quantity("{Host} electrode hysteresis state")
U_H = Quantity("{Host} electrode hysteresis potential", "V")
Psi = Quantity("{Host} electrode potential of opening", "V")
Q_h = Quantity("{Host} electrode Ohmic heating by ions in frame", "W.m-3")

# Filling
y = Quantity("{Host} electrode open share of pores")
a_m = Quantity("{Host} electrode metal surface area to volume ratio", "m-1")
a_w = Quantity("{Host} electrode wet surface area to volume ratio", "m-1")
fill = Quantity("{Host} electrode filled share of pores")

# Reactions of metal, anodic positive
j_m = Quantity("{Host} electrode lithium plating interfacial current density", "A.m-2")
i_m = Quantity("{Host} electrode lithium plating volumetric interfacial current density", "A.m-3")
eta_m = Quantity("{Host} electrode lithium plating reaction overpotential", "V")
eta_f = Quantity("{Host} electrode face overpotential", "V")
j0 = Quantity("{Host} electrode lithium plating exchange current density", "A.m-2")
j_b = Quantity("{Host} electrode current density on metal in pores", "A.m-2")
j_bf = Quantity("{Host} electrode current density on metal on face", "A.m-2")
j_f = Quantity("{Host} electrode face current density", "A.m-2")
j_f_law = Quantity("{Host} electrode face current density by its law", "A.m-2")
i_f = Quantity("Volumetric current density before {host} electrode face", "A.m-3")
j_bc = Quantity("{Host} electrode current density on metal on collector", "A.m-2")
eta_c = Quantity("{Host} electrode collector overpotential", "V")
j_c = Quantity("{Host} electrode collector plating current density", "A.m-2")
i_c = Quantity("{Host} electrode collector plating volumetric current density", "A.m-3")

# Losses, and what they do to the cell
r_i = Quantity("{Host} electrode isolation rate", "mol.m-3.s-1")
r_if = Quantity("{Host} electrode face isolation rate", "mol.m-2.s-1")
c_s = Quantity("{Host} electrode lithium in film on metal", "mol.m-3")
q_s = Quantity("{Host} electrode lithium in film on metal on face", "mol.m-2")
r_s = Quantity("{Host} electrode metal film rate", "mol.m-3.s-1")
r_sf = Quantity("{Host} electrode face metal film rate", "mol.m-2.s-1")

delta_d = Quantity("{Host} electrode dead layer thickness", "m")
V_e = Quantity("Electrolyte volume per area", "m3.m-2")
omega = Quantity("Wetted share of cell")

x_o = Quantity("{Host} electrode occupied share of open sites")
x_ob = Quantity("{Host} electrode mean occupied share of open sites")
u = Quantity("{Host} electrode open share of sites")
c_t = Quantity("{Host} electrode trapped lithium concentration", "mol.m-3")
r_t = Quantity("{Host} electrode trapping rate", "mol.m-3.s-1")
q_e = Quantity("{Host} electrode lithium in first film", "mol.m-3")
i_e = Quantity("{Host} electrode first film volumetric current density", "A.m-3")

# Stocks of lithium in the electrode
n_m = Quantity("Lithium metal in {host} electrode pores", "mol")
n_f = Quantity("Lithium metal on {host} electrode face", "mol")
n_i = Quantity("Isolated lithium in {host} electrode", "mol")
n_t = Quantity("Trapped lithium in {host} electrode", "mol")
n_e = Quantity("Lithium in {host} electrode first film", "mol")
n_fm = Quantity("Lithium in {host} electrode film on metal", "mol")
n_dl = Quantity("Lithium in {host} electrode double layer", "mol")
n_s = Quantity("Lithium in {host} electrode SEI", "mol")
n_active = Quantity("Active lithium in {host} electrode", "mol")
n_all = Quantity("All lithium in {host} electrode", "mol")
Q_cyc = Quantity("Cyclable lithium", "A.h")

# Charge through the terminal
Q_in = Quantity("Lithiation capacity", "A.h")
Q_out = Quantity("Delithiation capacity", "A.h")
CE = Quantity("Coulombic efficiency", "%")

# Read off the deposit
depth = Quantity("{Host} electrode depth from face", "m")
centroid = Quantity("{Host} electrode deposit centroid")
fill_av = Quantity("X-averaged {host} electrode filled share of pores")
q_metal = Quantity("{Host} electrode lithium metal", "mA.h.cm-2")
nu = Quantity("{Host} electrode reaction-uniformity number")
nu_j = Quantity("{Host} electrode reaction-uniformity number at current")
R_s = Quantity("{Host} electrode resistance of solid", "Ohm.m2")
R_e = Quantity("{Host} electrode resistance of electrolyte", "Ohm.m2")
R_b = Quantity("Resistance before {host} electrode", "Ohm.m2")
sigma_app = Quantity("{Host} electrode apparent electronic conductivity", "S.m-1")
kappa_app = Quantity("{Host} electrode apparent ionic conductivity of frame", "S.m-1")

# Parameters
L = Quantity("{Host} electrode thickness", "m")
R = Quantity("{Host} particle radius", "m")
eps_0 = Quantity("{Host} electrode porosity")
eps_s = Quantity("{Host} electrode active material volume fraction")
c_max = Quantity("Maximum concentration in {host} electrode", "mol.m-3")
j0_m = Quantity("{Host} electrode plating exchange-current density", "A.m-2")
j_lim = Quantity("{Host} electrode plating limiting current density", "A.m-2")
alpha_m = Quantity("Lithium plating transfer coefficient")
c_n = Quantity("{Host} electrode metal presence concentration", "mol.m-3")
c_en = Quantity("{Host} electrode salt presence concentration", "mol.m-3")
eps_r = Quantity("{Host} electrode residual porosity")
j0_f = Quantity("{Host} electrode face exchange-current density", "A.m-2")
j0_c = Quantity("{Host} electrode collector plating exchange-current density", "A.m-2")
q_n = Quantity("{Host} electrode face presence", "mol.m-2")
l_f = Quantity("{Host} electrode face depth", "m")
l_g = Quantity("{Host} electrode collector contact length", "m")
l_c = Quantity("{Host} electrode collector depth", "m")
w_f = Quantity("{Host} electrode pore mouth width")
B_0 = Quantity("{Host} electrode nucleation barrier without lithium", "V2")
B_1 = Quantity("{Host} electrode nucleation barrier with lithium", "V2")
B_c = Quantity("{Host} electrode collector nucleation barrier", "V2")
k_n = Quantity("{Host} electrode nucleation rate", "s-1")
k_g = Quantity("{Host} electrode spreading per lithium", "m2.mol-1")
p_d = Quantity("{Host} electrode uncovering exponent")
theta_0 = Quantity("Initial covered share in {host} electrode")
kappa_h = Quantity("{Host} electrode ion conductivity of frame", "S.m-1")
p_c = Quantity("{Host} electrode metal percolation threshold")
sigma_c = Quantity("{Host} electrode metal conductivity", "S.m-1")
l_p = Quantity("{Host} electrode pore length", "m")
H = Quantity("{Host} electrode half width of hysteresis", "V")
gamma = Quantity("{Host} electrode hysteresis per lithiation")
h_0 = Quantity("Initial hysteresis state in {host} electrode")
k_a = Quantity("{Host} electrode opening per emptying")
U_a = Quantity("{Host} electrode opening potential", "V")
u_0 = Quantity("Initial open share of sites in {host} electrode")
k_t = Quantity("{Host} electrode trapping per lithium")
C_t = Quantity("{Host} electrode trapping capacity", "mol.m-3")
k_r = Quantity("{Host} electrode release rate", "s-1")
U_t = Quantity("{Host} electrode release potential", "V")
Q_e = Quantity("{Host} electrode first film capacity", "mol.m-3")
U_e = Quantity("{Host} electrode first film potential", "V")
j0_e = Quantity("{Host} electrode first film exchange-current density", "A.m-2")
j_x = Quantity("{Host} electrode isolation current density", "A.m-2")
j_xf = Quantity("{Host} electrode face isolation current density", "A.m-2")
beta = Quantity("{Host} electrode isolation with depth")
rho = Quantity("{Host} electrode reconnection")
rho_f = Quantity("{Host} electrode face reconnection")
beta_f = Quantity("{Host} electrode face isolation with isolated lithium")
q_k = Quantity("{Host} electrode film that holds a deposit together", "mol.m-2")
Gamma = Quantity("{Host} electrode lithium in film per area of metal", "mol.m-2")
U_fm = Quantity("{Host} electrode potential of film on metal", "V")
A_f = Quantity("{Host} electrode area of metal on face per lithium", "m2.mol-1")
V_f = Quantity("{Host} electrode film volume per lithium", "m3.mol-1")
chi = Quantity("{Host} electrode isolated share of stripped lithium")
chi_f = Quantity("{Host} electrode isolated share of lithium stripped from the face")
v_el = Quantity("Electrolyte volume per lithium in SEI", "m3.mol-1")
V_e0 = Quantity("Initial electrolyte volume per area", "m3.m-2")
eps_d = Quantity("{Host} electrode dead layer porosity")
tau_d = Quantity("{Host} electrode dead layer tortuosity factor")
U_init = Quantity("Initial voltage in {host} electrode", "V")
c_m0 = Quantity("Initial lithium metal in {host} electrode", "mol.m-3")
q_f0 = Quantity("Initial lithium metal on {host} electrode face", "mol.m-2")
q_i0 = Quantity("Initial isolated lithium on {host} electrode face", "mol.m-2")
c_t0 = Quantity("Initial trapped lithium in {host} electrode", "mol.m-3")
q_e0 = Quantity("Initial lithium in {host} electrode first film", "mol.m-3")
c_s0 = Quantity("Initial lithium in {host} electrode film on metal", "mol.m-3")
q_s0 = Quantity("Initial lithium in {host} electrode film on metal on face", "mol.m-2")
