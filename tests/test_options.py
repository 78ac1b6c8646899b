"""The options of the host, on top of PyBaMM's."""

import copy
import pickle
from functools import cache

import pybamm
import pytest

import pybamm_miec as miec
from pybamm_miec import HostOptions

HALF = {"working electrode": "positive"}
CELLS = {"half": HALF, "full": {}}
in_both_cells = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
EVERY_VALUE = [(name, value) for name, values in HostOptions.own.items() for value in values]


def refusal(options):
    with pytest.raises(pybamm.OptionError) as refused:
        HostOptions(options)
    return str(refused.value)


# ---- names and values ----


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("host site", "host sites"),
        ("Lithium metal", "lithium metal"),
        ("displaced electrolytes", "displaced electrolyte"),
        ("working electrodes", "working electrode"),
        ("thermals", "thermal"),
    ],
)
def test_a_misspelt_option_is_answered_with_the_near_one(name, near):
    assert refusal({name: "none"}) == f"Option {name!r} is not known; did you mean {near!r}?"


def test_an_unknown_option_is_answered_with_the_hosts_own():
    expected = f"Option 'xyz' is not known; the host's own are {list(HostOptions.own)}."
    assert refusal({"xyz": "none"}) == expected


@pytest.mark.parametrize(
    ("name", "value", "near"),
    [
        ("lithium metal", "in pore", "in pores"),
        ("host area", "overlapping sphere", "overlapping spheres"),
        ("displaced electrolyte", "True", "true"),
    ],
)
def test_a_misspelt_value_is_answered_with_the_near_one(name, value, near):
    allowed = HostOptions.own[name]
    expected = f"Option {name!r} must be one of {allowed}, got {value!r}; did you mean {near!r}?"
    assert refusal({name: value}) == expected


@pytest.mark.parametrize(
    ("name", "value"),
    [("host sites", "12"), ("host sites", 3), ("host area", "?"), ("lithium metal", None)],
)
def test_a_wrong_value_is_answered_with_the_allowed_ones(name, value):
    message = refusal({name: value})
    assert message.startswith(
        f"Option {name!r} must be one of {HostOptions.own[name]}, got {value!r}"
    )


@pytest.mark.parametrize(
    "options", [{"xyz": "1"}, {"host area": "?"}, {"host sites": "12"}, {"host site": "1"}]
)
def test_a_refusal_is_one_sentence_without_an_empty_suggestion(options):
    message = refusal(options)
    assert message[-1] in ".?"
    assert message.count(". ") == 0
    assert not any(bad in message for bad in ("[]", "Error", "!", "did you mean ''"))


def test_options_of_pybamm_keep_pybamms_checks():
    with pytest.raises(pybamm.OptionError, match="thermal"):
        HostOptions({"thermal": "boiling"})


# ---- the same physics twice, and physics that a host does not have ----


@in_both_cells
@pytest.mark.parametrize(
    ("stock", "free"),
    [
        ({"lithium plating": "reversible"}, {"lithium metal": "none"}),
        (
            {"lithium plating": "reversible", "lithium plating porosity change": "true"},
            {"lithium metal": "none"},
        ),
        ({"open-circuit potential": "one-state hysteresis"}, {"host sites": "none"}),
    ],
)
def test_what_a_host_says_already_is_refused_and_the_way_out_works(cell, stock, free):
    message = refusal({**cell, **stock})
    name, value = next(iter(stock.items()))
    assert message.startswith(f"Option {name!r} is {value!r}")
    own, ours = next(iter(free.items()))
    assert f"set {own!r} to {ours!r}" in message
    options = HostOptions({**cell, **stock, **free})
    assert getattr(options, options.host.electrode)[name] == value


@in_both_cells
@pytest.mark.parametrize(
    ("name", "value"), [("particle phases", "2"), ("particle size", "distribution")]
)
def test_a_host_of_two_kinds_of_grain_is_refused(cell, name, value):
    grains = {
        "surface form": "differential",
        "particle": "Fickian diffusion",
    }  # PyBaMM asks for both
    message = refusal({**cell, **grains, name: value, "lithium metal": "in pores"})
    assert message.startswith(f"Option {name!r} is {value!r} in the host")
    assert message.endswith("leave it at its default.")


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("open-circuit potential", "current sigmoid"),
        ("particle phases", "2"),
        ("lithium plating", "reversible"),
    ],
)
def test_the_other_electrode_may_do_as_it_likes(name, other):
    here = HostOptions({})[name]
    grains = {
        "surface form": "differential",
        "particle": "Fickian diffusion",
        "lithium metal": "in pores",
    }
    options = HostOptions({**grains, name: (here, other)})
    assert (options.negative[name], options.positive[name]) == (here, other)


@pytest.mark.parametrize(
    ("cell", "plating"),
    [({}, ("reversible", "none")), (HALF, ("none", "reversible"))],
    ids=["full", "half"],
)
def test_the_host_is_looked_for_where_it_sits(cell, plating):
    assert "is 'reversible' in the host" in refusal({**cell, "lithium plating": plating})


@in_both_cells
@pytest.mark.parametrize(
    ("name", "value", "off"),
    [
        ("collector plating", "true", "false"),
        ("nucleation", "coverage", "none"),
        ("metal path", "percolating", "none"),
        ("isolation", "uneven stripping", "constant share"),
        ("reconnection", "by plating", "none"),
        ("metal film", "on fresh metal", "none"),
        ("trapping", "in sites", "none"),
        ("first film", "on walls", "none"),
    ],
)
def test_what_metal_does_needs_metal(cell, name, value, off):
    """And so do the losses, which only the ledger of a host with metal counts."""
    message = refusal({**cell, name: value, "lithium metal": "none"})
    assert message.startswith(f"Option {name!r} is {value!r}")
    assert f"set {name!r} to {off!r}" in message
    assert HostOptions({**cell, name: value, "lithium metal": "in pores"})[name] == value


@in_both_cells
@pytest.mark.parametrize(
    ("name", "value", "off"),
    [("collector plating", "true", "false"), ("metal path", "percolating", "none")],
)
def test_what_metal_does_in_pores_needs_pores(cell, name, value, off):
    message = refusal({**cell, name: value, "lithium metal": "on face"})
    assert message.startswith(f"Option {name!r} is {value!r}, but 'lithium metal' is 'on face'")
    assert f"set {name!r} to {off!r} or let metal form in pores." in message
    assert HostOptions({**cell, name: value})[name] == value


@in_both_cells
def test_electrolyte_is_used_up_only_where_films_or_sei_grow(cell):
    stock = {**cell, "electrolyte stock": "consumed"}
    other = {"SEI": ("none", "ec reaction limited")} if cell == {} else {"SEI": "constant"}
    for nothing in ({}, {"SEI": "constant"}, other):
        message = refusal({**stock, **nothing})
        assert message.startswith(
            "Option 'electrolyte stock' is 'consumed', but 'first film' is 'none'; set "
            "'electrolyte stock' to 'unlimited' or let a film form on walls or on metal"
        )
    for way_out in ({"first film": "on walls"}, FILM, SEI):
        assert HostOptions({**stock, **way_out}).dries


@in_both_cells
@pytest.mark.parametrize("metal", ["none", "in pores"])
def test_a_layer_on_the_face_needs_metal_on_the_face(cell, metal):
    layer = {**cell, "dead layer": "on face"}
    message = refusal({**layer, "lithium metal": metal})
    assert message.startswith(f"Option 'dead layer' is 'on face', but 'lithium metal' is {metal!r}")
    assert "set 'dead layer' to 'none' or let metal form on the face." in message
    for way_out in ("on face", "in pores and on face"):
        assert HostOptions({**layer, "lithium metal": way_out}).has_dead_layer


@in_both_cells
@pytest.mark.parametrize(
    ("name", "value", "off"),
    [
        ("ion path", "liquid and frame", "liquid"),
        ("trapping", "in sites", "none"),
        ("first film", "on walls", "none"),
    ],
)
def test_what_a_frame_of_grains_does_needs_one_that_takes_up_lithium(cell, name, value, off):
    chosen = {**cell, name: value}
    message = refusal({**chosen, "host sites": "0"})
    assert message.startswith(f"Option {name!r} is {value!r}, but 'host sites' is '0'")
    assert f"set {name!r} to {off!r} or let the host take up lithium." in message
    for sites in ("none", "1"):
        assert HostOptions({**chosen, "host sites": sites})[name] == value


@in_both_cells
@pytest.mark.parametrize("sites", ["0", "none"])
def test_sites_that_open_need_types_of_site(cell, sites):
    chosen = {**cell, "activation": "by emptying"}
    message = refusal({**chosen, "host sites": sites})
    assert message.startswith(
        f"Option 'activation' is 'by emptying', but 'host sites' is {sites!r}"
    )
    assert "set 'activation' to 'none' or give the host types of site." in message
    for metal in HostOptions.own["lithium metal"]:
        assert HostOptions({**chosen, "host sites": "1", "lithium metal": metal}).activates


@in_both_cells
@pytest.mark.parametrize(
    ("metal", "film"),
    [
        ("in pores", "on fresh metal"),
        ("in pores", "none"),
        ("on face", "none"),
        ("in pores and on face", "none"),
    ],
)
def test_film_that_holds_a_deposit_together_needs_film_on_the_face(cell, metal, film):
    chosen = {**cell, "reconnection": "by plating in film"}
    given = {"lithium metal": metal, "metal film": film}
    message = refusal({**chosen, **given})
    assert message.startswith("Option 'reconnection' is 'by plating in film', which needs film")
    assert f"'metal film' is {film!r} and 'lithium metal' is {metal!r}" in message
    assert message.endswith("set 'reconnection' to 'by plating' or let such a film form.")
    assert HostOptions({**cell, **given, "reconnection": "by plating"}).reconnects
    for on_face in ("on face", "in pores and on face"):
        held = {"lithium metal": on_face, "metal film": "on fresh metal"}
        assert HostOptions({**chosen, **held}).needs_film_to_reconnect


@in_both_cells
def test_film_that_holds_a_deposit_together_needs_metal(cell):
    chosen = {**cell, "lithium metal": "none", "reconnection": "by plating in film"}
    message = refusal({**chosen, "metal film": "none"})
    assert "set 'reconnection' to 'none' or let metal form." in message


@in_both_cells
@pytest.mark.parametrize("sites", ["0", "none"])
def test_sites_that_remember_need_types_of_site(cell, sites):
    chosen = {**cell, "host hysteresis": "one state"}
    message = refusal({**chosen, "host sites": sites})
    assert message.startswith(
        f"Option 'host hysteresis' is 'one state', but 'host sites' is {sites!r}"
    )
    assert "set 'host hysteresis' to 'none' or give the host types of site" in message
    assert "'open-circuit potential'" in message  # PyBaMM's own, for its own particles
    stock = {"host sites": "none", "open-circuit potential": "one-state hysteresis"}
    HostOptions({**cell, **stock})
    for metal in HostOptions.own["lithium metal"]:
        assert HostOptions({**chosen, "host sites": "1", "lithium metal": metal}).remembers


@in_both_cells
@pytest.mark.parametrize(
    "stock",
    ["current sigmoid", "one-state hysteresis", "one-state differential capacity hysteresis"],
)
def test_the_hysteresis_of_pybamm_is_answered_with_that_of_the_sites(cell, stock):
    message = refusal({**cell, "open-circuit potential": stock})
    assert "'host hysteresis' at 'one state'" in message
    assert HostOptions({**cell, "host hysteresis": "one state"}).remembers
    inert = refusal({**cell, "open-circuit potential": stock, "host sites": "0"})
    assert "host hysteresis" not in inert  # which has none


@in_both_cells
def test_a_host_in_which_nothing_reacts_is_refused(cell):
    message = refusal({**cell, "host sites": "0", "lithium metal": "none"})
    assert message.startswith("Option 'host sites' is '0' and 'lithium metal' is 'none'")
    for way_out in ({"host sites": "1"}, {"lithium metal": "on face"}):
        HostOptions({**cell, "host sites": "0", "lithium metal": "none", **way_out})


@in_both_cells
def test_bare_pores_that_take_up_nothing_need_something_that_carries_the_first_current(cell):
    bare = {**cell, "host sites": "0", "lithium metal": "in pores", "nucleation": "coverage"}
    message = refusal(bare)
    assert message.startswith("Option 'nucleation' is 'coverage', but nothing carries the first")
    assert message.endswith(
        "set 'surface form' to 'differential', or let metal form on the face or the collector too."
    )
    for way_out in (
        {"surface form": "differential"},
        {"lithium metal": "in pores and on face"},
        {"collector plating": "true"},
        {"host sites": "1"},
        {"host sites": "none"},
    ):
        HostOptions({**bare, **way_out})


@in_both_cells
def test_an_algebraic_surface_form_needs_a_host_without_metal(cell):
    surface = {**cell, "surface form": "algebraic"}
    for metal in ("in pores", "in pores and on face", "on face"):
        message = refusal({**surface, "lithium metal": metal})
        assert message.startswith("Option 'surface form' is 'algebraic'")
        assert "leave 'surface form' at 'false', or set it to 'differential'" in message
    stock = {"host sites": "none", "lithium metal": "none"}
    assert HostOptions({**surface, **stock})["surface form"] == "algebraic"


# ---- what follows from them ----

PORES, FACE, BOTH = ({"lithium metal": m} for m in ("in pores", "on face", "in pores and on face"))
NO_METAL, INERT, STOCK = {"lithium metal": "none"}, {"host sites": "0"}, {"host sites": "none"}
CHARGED, BARRIER = {"surface form": "differential"}, {"nucleation": "coverage"}
FILM = {"metal film": "on fresh metal"}
SEI = {"SEI": "ec reaction limited"}
HELD = {**FILM, "reconnection": "by plating in film"}


@in_both_cells
@pytest.mark.parametrize(
    ("holds", "where", "where_not"),
    [
        ("has_sites", [{}, INERT], [STOCK]),
        ("is_inert", [INERT], [{}, STOCK]),
        ("remembers", [{"host hysteresis": "one state"}], [{}]),
        ("has_metal", [PORES, FACE, BOTH], [NO_METAL]),
        ("metal_in_pores", [PORES, BOTH], [FACE, NO_METAL]),
        ("metal_on_face", [FACE, BOTH], [PORES, NO_METAL]),
        ("collector_plates", [{"collector plating": "true"}], [{}]),
        ("nucleates", [BARRIER], [{}]),
        ("metal_conducts", [{"metal path": "percolating"}], [{}]),
        ("frame_conducts_ions", [{"ion path": "liquid and frame"}], [{}]),
        ("strips_unevenly", [{"isolation": "uneven stripping"}], [{}]),
        ("reconnects", [{"reconnection": "by plating"}, HELD], [{}]),
        ("needs_film_to_reconnect", [HELD], [{}, {"reconnection": "by plating"}]),
        ("metal_films", [FILM], [{}]),
        ("grows_sei", [SEI], [{"SEI": "constant"}, {}]),
        ("dries", [{**FILM, "electrolyte stock": "consumed"}], [FILM, {}]),
        ("has_dead_layer", [{"dead layer": "on face"}], [{}]),
        ("activates", [{"activation": "by emptying"}], [{}]),
        ("traps", [{"trapping": "in sites"}], [{}]),
        ("films", [{"first film": "on walls"}], [{}]),
        ("planes_store_charge", [CHARGED, BARRIER, INERT], [{}]),
    ],
)
def test_a_predicate_holds_where_its_option_says_so(cell, holds, where, where_not):
    assert all(getattr(HostOptions({**cell, **extra}), holds) for extra in where)
    assert not any(getattr(HostOptions({**cell, **extra}), holds) for extra in where_not)


@in_both_cells
@pytest.mark.parametrize(
    ("extra", "host_does", "other_does"),
    [
        (CHARGED, True, True),
        ({**CHARGED, **INERT}, True, True),
        ({**CHARGED, **INERT, **FACE}, False, True),  # a foil: all of its wall is its face
        ({**CHARGED, **FACE}, True, True),
        (BARRIER, False, False),  # for its planes only
        ({**CHARGED, **NO_METAL}, False, False),  # PyBaMM's own
        ({}, False, False),
    ],
)
def test_walls_of_porous_electrodes_store_charge(cell, extra, host_does, other_does):
    """The lithium that a half cell is plated from has no pores."""
    options = HostOptions({**cell, **extra})
    other = "positive" if options.host.electrode == "negative" else "negative"
    assert options.stores_charge(options.host.electrode) == host_does
    assert options.stores_charge(other) == (other_does and options["working electrode"] == "both")


# ---- defaults ----


def test_grains_of_the_host_are_uniform_and_the_other_electrodes_as_pybamm_has_them():
    assert HostOptions({})["particle"] == ("uniform profile", "Fickian diffusion")
    assert HostOptions(HALF)["particle"] == "uniform profile"


@in_both_cells
def test_grains_without_metal_and_grains_asked_for_are_left_alone(cell):
    assert HostOptions({**cell, "lithium metal": "none"})["particle"] == "Fickian diffusion"
    assert HostOptions({**cell, "particle": "quadratic profile"})["particle"] == "quadratic profile"


def test_the_first_value_is_the_default():
    assert {name: HostOptions({})[name] for name in HostOptions.own} == {
        name: values[0] for name, values in HostOptions.own.items()
    }
    assert dict(HostOptions()) == dict(HostOptions({}))


def test_the_options_of_the_caller_are_left_as_they_were():
    given = {"lithium metal": "in pores", "working electrode": "positive"}
    before = dict(given)
    HostOptions(given)
    miec.DFN(given, build=False)
    assert given == before


# ---- as PyBaMM passes them on ----


@in_both_cells
@pytest.mark.parametrize(
    "again",
    [
        copy.copy,
        copy.deepcopy,
        lambda options: pickle.loads(pickle.dumps(options)),
        HostOptions,
        lambda options: HostOptions(dict(options)),
    ],
    ids=["copy", "deepcopy", "pickle", "from options", "from a dict"],
)
def test_options_survive_being_passed_on(cell, again):
    options = HostOptions({**cell, "host sites": "2", "lithium metal": "in pores"})
    there = again(options)
    assert type(there) is HostOptions
    assert there is not options
    assert dict(there) == dict(options)
    assert there.host == options.host
    assert there.possible_options == options.possible_options
    assert dict(there.negative) == dict(options.negative)


@in_both_cells
def test_a_copy_of_a_model_keeps_the_hosts_options(cell):
    model = miec.DFN({**cell, "host sites": "2"}, build=False)
    for there in (model.new_copy(), copy.deepcopy(model), pickle.loads(pickle.dumps(model))):
        assert dict(there.options) == dict(model.options)
        assert type(there.options) is HostOptions


def test_pybamm_prints_the_hosts_options_with_its_own(capsys):
    HostOptions({"host sites": "2"}).print_options()
    printed = capsys.readouterr().out
    assert f"'host sites': '2' (possible: {HostOptions.own['host sites']})" in printed
    for name in (*HostOptions.own, "thermal"):
        assert f"{name!r}: " in printed


def test_an_option_is_documented_with_every_value():
    for name, values in HostOptions.own.items():
        assert f'"{name}"' in HostOptions.__doc__
        if name != "host sites":  # "1" to "9"
            words = " ".join(HostOptions.__doc__.split())
            assert all(f'"{value}"' in words for value in values)


# ---- models ----

BESIDE = {
    ("reconnection", "by plating in film"): FILM,
    ("electrolyte stock", "consumed"): FILM,
}  # what a value needs


@in_both_cells
@pytest.mark.parametrize(("name", "value"), EVERY_VALUE)
def test_every_value_builds_a_model(cell, name, value):
    model = miec.DFN({**cell, **BESIDE.get((name, value), {}), name: value})
    assert model.options[name] == value
    assert "Voltage [V]" in model.variables


@in_both_cells
@pytest.mark.parametrize(
    "sites", [value for value in HostOptions.own["host sites"] if value != "none"]
)
def test_a_host_has_as_many_site_types_as_asked_for(cell, sites):
    model = miec.DFN({**cell, "host sites": sites})
    occupied = [name for name in model.variables if "host site occupancy (" in name]
    assert len(occupied) == int(sites)


@cache
def equations(name, value, beside):
    model = miec.DFN({**HALF, **dict(beside), name: value})
    return {str(x) for part in (model.rhs, model.algebraic) for pair in part.items() for x in pair}


@pytest.mark.parametrize(("name", "value"), EVERY_VALUE)
def test_every_value_is_seen_by_the_model(name, value):
    """None gives the equations of another, beside the same other options."""
    beside = tuple(BESIDE.get((name, value), {}).items())
    others = [
        other for other in HostOptions.own[name] if other != value and (name, other) not in BESIDE
    ]
    assert equations(name, value, beside) not in [
        equations(name, other, beside) for other in others
    ]
