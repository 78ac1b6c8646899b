"""A fit is the same wherever its runs are solved, and outlives the processes that solve them."""

import contextlib
import json
import os
import pickle
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from threading import Thread

import numpy as np
import pytest
from deadly import KILL, deadly
from plans import Formula, PlanOfFormula, formula

from pybamm_miec import calibration
from pybamm_miec.calibration.evaluator import Evaluator
from pybamm_miec.calibration.executor import Here, Pool
from pybamm_miec.calibration.journal import FILE, Journal
from pybamm_miec.errors import CalibrationError

SMALL = """
[plan]
model = "SPM"
points = 5
rtol = 1e-6

[cells.a]
anode = "LLTO@CNT"

[[measurements]]
file = "cycles.csv"
kind = "cycles"
cell = "a"
protocol = { name = "plate_and_strip", current_density = 1.0, capacity = 1.0, strip_to = 1.0, cycles = 3 }
error = { "CE [%]" = 0.05 }
efficiency = "delithiation over lithiation"
source = "made up"

[parameters.chi]
low = 1e-3
high = 1e-1

[parameters.C_t]
low = 50.0
high = 2000.0
"""


def small(folder):
    """A plan of a half cell as a file, with efficiencies that are its model's to a tenth of a point."""
    (folder / "cycles.csv").write_text("cycle,CE [%]\n1,78.5\n2,96.0\n3,96.3\n")
    path = folder / "plan.toml"
    path.write_text(SMALL)
    return path


def same(found, other):
    """To the last digit: the runs are the same, wherever and in whatever order they are solved."""
    assert found.place == other.place
    assert found.cost == other.cost
    assert found.information == other.information


# ---- wherever ----


def test_a_fit_is_the_same_in_this_process_in_threads_and_in_processes():
    plan = formula(noise=1.0, starts=2)
    here = calibration.fit(plan, executor=Here())
    spawn = get_context("spawn")
    for executor in (ThreadPoolExecutor(4), ProcessPoolExecutor(2, spawn)):
        with executor:
            same(calibration.fit(plan, executor=executor), here)


def test_threads_that_share_a_simulation_wait_for_each_other():
    inside, most = [], []

    class Slow(Formula):
        def __call__(self, x):
            inside.append(x)
            most.append(len(inside))
            time.sleep(0.01)
            inside.pop()
            return super().__call__(x)

    class Plan(PlanOfFormula):
        def run(self, k):
            return Slow()

    plan = Plan(**vars(formula(noise=1.0, seed=12)))
    with ThreadPoolExecutor(4) as threads:
        Evaluator(plan, threads, Journal({})).jacobian(np.full(3, 0.5))
    assert most == [1] * 4  # the place itself, and a step of each parameter


def test_what_is_sent_for_a_run_does_not_grow_with_the_data(tmp_path):
    """The plan goes once to the one process that there is; it alone weighs more."""

    class Weighed(ThreadPoolExecutor):
        sent = []  # noqa: RUF012

        def submit(self, fn, *args):
            self.sent.append(len(pickle.dumps((fn, args))))
            return super().submit(fn, *args)

    plan = formula(noise=1.0)
    with Weighed(1) as executor:
        calibration.fit(plan, executor=executor)
    heavy = [size for size in executor.sent if size > 500]
    assert len(heavy) <= 1 < len(executor.sent)
    assert max(executor.sent) > len(pickle.dumps(plan))


def test_runs_in_this_process_are_kept_one_by_one(tmp_path):
    """So that a kill loses one, not all that a Jacobian asks for."""
    lines = []

    class Counting(Formula):
        def __call__(self, x):
            lines.append(len((tmp_path / FILE).read_bytes().splitlines()))
            return super().__call__(x)

    class Plan(PlanOfFormula):
        def run(self, k):
            return Counting()

    plan = Plan(**vars(formula(noise=1.0, seed=11)))
    calibration.fit(plan, tmp_path, executor=Here())
    assert np.diff(lines[1:]).min() >= 1


# ---- processes that are killed ----


def test_a_process_of_the_pool_that_is_killed_is_replaced_and_its_runs_are_solved_again(tmp_path):
    with Pool(2) as pool:
        found = calibration.fit(deadly(tmp_path / "killed"), executor=pool)
    assert (tmp_path / "killed").exists()
    same(found, calibration.fit(formula(noise=1.0), executor=Here()))
    assert found.counts["losses of processes"] == 1


def test_a_run_that_kills_its_process_each_time_is_told(tmp_path):
    with (
        Pool(2) as pool,
        pytest.raises(CalibrationError, match=r"ended before .*3 times in a row, .*run 1 at \("),
    ):
        calibration.fit(deadly(tmp_path / "never", once=False), tmp_path, executor=pool)


def test_an_executor_that_cannot_be_renewed_is_told_and_the_journal_goes_on(tmp_path):
    plan = deadly(tmp_path / "killed")
    with (
        ProcessPoolExecutor(2, get_context("spawn")) as processes,
        pytest.raises(
            CalibrationError, match=r"ProcessPoolExecutor: .*fit again with the same fol"
        ),
    ):
        calibration.fit(plan, tmp_path, executor=processes)
    same(
        calibration.fit(plan, tmp_path, executor=Here()),
        calibration.fit(formula(noise=1.0), executor=Here()),
    )


@pytest.mark.slow
def test_a_fit_outlives_a_killed_worker_of_a_dask_cluster(tmp_path):
    """Three worker processes under nannies, as usual; one is killed while it solves a run, and replaced."""
    distributed = pytest.importorskip("distributed")
    plan = calibration.read_plan(small(tmp_path))
    here = calibration.fit(plan, executor=Here())
    with (
        distributed.LocalCluster(
            n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        client.wait_for_workers(3)
        pids, killed = client.run(os.getpid), []

        def kill_one_that_is_busy():
            while not killed:
                busy = [worker for worker, runs in client.processing().items() if runs]
                if busy:
                    os.kill(pids[busy[0]], KILL)
                    killed.append(pids[busy[0]])

        killer = Thread(target=kill_one_that_is_busy)

        def kill(progress):
            if progress.iteration == 2:
                killer.start()

        found = calibration.fit(plan, executor=client.get_executor(), report=kill)
        killer.join(60)
        assert killed[0] not in client.run(os.getpid).values()
        same(found, here)


# ---- this process is killed ----


def journal(folder):
    """The whole lines of a journal that are no notes."""
    path = folder / FILE
    lines = path.read_text().splitlines() if path.exists() else []
    told = []
    for line in lines:
        with contextlib.suppress(json.JSONDecodeError):  # one that is being written
            told.append(json.loads(line))
    return [line for line in told if line.get("what") in ("outcome", "slopes")]


@pytest.mark.slow
def test_the_command_fit_that_is_killed_goes_on_and_loses_no_run(tmp_path):
    plan, folder = small(tmp_path), tmp_path / "fit"
    command = [sys.executable, "-m", "pybamm_miec", "fit", str(plan), "--folder", str(folder)]
    command += ["--workers", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while len(journal(folder)) < 6 and process.poll() is None:
            time.sleep(0.01)
        process.send_signal(KILL)
    assert process.returncode == -KILL
    before = journal(folder)
    assert not (folder / "record.json").exists()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = journal(folder)
    places = [(line["what"], line["run"], tuple(line["x"])) for line in after]
    assert len(set(places)) == len(places)  # nothing was solved twice
    assert after[: len(before)] == before
    whole = calibration.fit(calibration.read_plan(plan), executor=Here())
    same(calibration.read_record(folder / "record.json"), whole)
