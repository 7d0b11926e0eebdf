"""Training of HalfCheetah-v5 from end to end in Stable-Baselines3 and sb3-contrib, environment included.

PPO and TRPO with two layers of 64, PPO with minibatches of 64 and 10 epochs, each with one environment and with eight;
SAC, TD3 and DDPG with two layers of 256, batches of 256 and an update after each step. Prints a line each: name value
unit setting.
"""
import argparse
import time
import warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("algorithms", nargs="+", choices=["PPO", "TRPO", "SAC", "TD3", "DDPG"])
parser.add_argument("--threads", type=int, default=1)
arguments = parser.parse_args()

import torch

torch.set_num_threads(arguments.threads)
import stable_baselines3
from sb3_contrib import TRPO
from stable_baselines3.common.env_util import make_vec_env

ROLLOUT = 2048
ROLLOUTS = 6
STEPS = 1500


def timed(model, steps):
    begin = time.perf_counter()
    model.learn(steps, reset_num_timesteps=False)
    return steps / (time.perf_counter() - begin)


def tell(name, rate, setting):
    print(f"sb3.{name}.env_steps {rate:.1f} 1/s threads={arguments.threads} {setting}", flush=True)


for name in arguments.algorithms:
    if name in ("PPO", "TRPO"):
        algorithm = TRPO if name == "TRPO" else stable_baselines3.PPO
        for count in (1, 8):
            worlds = make_vec_env("HalfCheetah-v5", n_envs=count)
            batch = 128 if name == "TRPO" else 64
            model = algorithm("MlpPolicy", worlds, n_steps=ROLLOUT // count, batch_size=batch, device="cpu", seed=1)
            model.learn(ROLLOUT)
            tell(name, timed(model, ROLLOUTS * ROLLOUT), f"n={count}")
    else:
        model = getattr(stable_baselines3, name)(
            "MlpPolicy",
            make_vec_env("HalfCheetah-v5", n_envs=1),
            batch_size=256,
            learning_starts=1000,
            train_freq=1,
            gradient_steps=1,
            policy_kwargs=dict(net_arch=[256, 256]),
            device="cpu",
            seed=1,
        )
        model.learn(1200)
        model.learning_starts = 0
        tell(name, timed(model, STEPS), "n=1")
