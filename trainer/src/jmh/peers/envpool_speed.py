"""Environment steps of HalfCheetah per second in EnvPool, observations and rewards included.

Prints one line: name value unit setting.
"""
import argparse
import time
import warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--worlds", type=int, default=16)
parser.add_argument("--steps", type=int, default=60_000, help="environment steps measured, over all worlds")
arguments = parser.parse_args()

import envpool
import numpy as np

WARM_UP = 20_000
ACTION_SETS = 64

task = "HalfCheetah-v5" if "HalfCheetah-v5" in envpool.list_all_envs() else "HalfCheetah-v4"
worlds = envpool.make_gymnasium(task, num_envs=arguments.worlds, num_threads=arguments.threads)
worlds.reset()
low, high = worlds.action_space.low, worlds.action_space.high
actions = [
    np.random.default_rng(i).uniform(low, high, (arguments.worlds,) + low.shape).astype(low.dtype)
    for i in range(ACTION_SETS)
]


def run(steps):
    for i in range(steps // arguments.worlds):
        worlds.step(actions[i % ACTION_SETS])


run(WARM_UP)
begin = time.perf_counter()
run(arguments.steps)
seconds = time.perf_counter() - begin
steps = arguments.steps // arguments.worlds * arguments.worlds
setting = f"threads={arguments.threads} n={arguments.worlds} task={task}"
print(f"envpool.HalfCheetah.env_steps {steps / seconds:.0f} 1/s {setting}", flush=True)
