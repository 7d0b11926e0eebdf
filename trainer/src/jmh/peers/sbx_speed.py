"""Gradient updates of soft actor-critic, TD3 or DDPG per second in SBX (JAX).

Sizes of HalfCheetah-v5, layers of 256 and 256, batches of 256. Prints one line: name value unit setting.
"""
import argparse
import os
import time
import warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--algorithm", choices=["SAC", "TD3", "DDPG"], default="SAC")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--updates", type=int, default=400)
arguments = parser.parse_args()
os.environ["JAX_PLATFORMS"] = "cpu"
if arguments.threads == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})

import gymnasium
import jax
import sbx

model = getattr(sbx, arguments.algorithm)(
    "MlpPolicy",
    gymnasium.make("HalfCheetah-v5"),
    batch_size=256,
    learning_starts=1000,
    policy_kwargs=dict(net_arch=[256, 256]),
    seed=1,
)
model.learn(1200)


def train():
    # one call with many gradient steps runs one compiled loop: the fastest SBX can go
    model.train(gradient_steps=arguments.updates, batch_size=256)
    jax.block_until_ready(model.policy.actor_state.params)


train()
begin = time.perf_counter()
train()
seconds = time.perf_counter() - begin
print(f"sbx.{arguments.algorithm}.updates {arguments.updates / seconds:.1f} 1/s threads={arguments.threads}", flush=True)
