"""Gradient updates of soft actor-critic, TD3 or DDPG per second in Stable-Baselines3.

Sizes of HalfCheetah-v5, layers of 256 and 256, batches of 256. Prints one line: name value unit setting.
"""
import argparse
import time
import warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--algorithm", choices=["SAC", "TD3", "DDPG"], default="SAC")
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--updates", type=int, default=400)
arguments = parser.parse_args()

import torch

torch.set_num_threads(arguments.threads)
import gymnasium
import stable_baselines3

model = getattr(stable_baselines3, arguments.algorithm)(
    "MlpPolicy",
    gymnasium.make("HalfCheetah-v5"),
    batch_size=256,
    learning_starts=1000,
    policy_kwargs=dict(net_arch=[256, 256]),
    device="cpu",
    seed=1,
)
model.learn(1200)
begin = time.perf_counter()
model.train(gradient_steps=arguments.updates, batch_size=256)
seconds = time.perf_counter() - begin
print(f"sb3.{arguments.algorithm}.updates {arguments.updates / seconds:.1f} 1/s threads={arguments.threads}", flush=True)
