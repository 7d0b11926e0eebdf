"""Learning curve of SAC, TD3 or DDPG in Stable-Baselines3, in the form of the tables beside `learning-curves`.

Two layers of 256, batches of 256, an update after each step, 10000 random steps first as in RL Zoo's settings for the
MuJoCo tasks; everything else is the library's default. Every so many steps the deterministic policy plays 10 episodes.
Appends each evaluation to the table as it is there; `sinew compare` reads it.
"""
import argparse
import os
import time
import warnings

warnings.filterwarnings("ignore")
parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--algorithm", choices=["SAC", "TD3", "DDPG"], default="SAC")
parser.add_argument("--task", default="HalfCheetah-v5")
parser.add_argument("--steps", type=int, default=100000)
parser.add_argument("--interval", type=int, default=20000)
parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("table", help="CSV file; made when it is not there")
arguments = parser.parse_args()

import gymnasium
import torch

torch.set_num_threads(arguments.threads)
import stable_baselines3
from stable_baselines3.common.callbacks import BaseCallback
from stable_baselines3.common.evaluation import evaluate_policy
from stable_baselines3.common.monitor import Monitor

EPISODES = 10
NAME = f"{arguments.algorithm.lower()}-stable-baselines3"

if not os.path.exists(arguments.table):
    with open(arguments.table, "w") as table:
        table.write("task,algorithm,seed,steps,seconds,mean_return,std_return\n")


class Evaluations(BaseCallback):
    """Plays when due; its time is not part of the training's."""

    def __init__(self, seed):
        super().__init__()
        self.seed = seed
        self.worlds = Monitor(gymnasium.make(arguments.task))
        self.begin = time.perf_counter()
        self.playing = 0.0

    def _on_step(self):
        if self.num_timesteps % arguments.interval == 0:
            now = time.perf_counter()
            self.worlds.reset(seed=1000 + self.seed)
            mean, std = evaluate_policy(self.model, self.worlds, n_eval_episodes=EPISODES, deterministic=True)
            row = f"{arguments.task},{NAME},{self.seed},{self.num_timesteps},{now - self.begin - self.playing:.1f},{mean},{std}"
            with open(arguments.table, "a") as table:
                table.write(row + "\n")
            print(row, flush=True)
            self.playing += time.perf_counter() - now
        return True


for seed in arguments.seeds:
    model = getattr(stable_baselines3, arguments.algorithm)(
        "MlpPolicy",
        gymnasium.make(arguments.task),
        batch_size=256,
        learning_starts=10000,
        train_freq=1,
        gradient_steps=1,
        policy_kwargs=dict(net_arch=[256, 256]),
        device="cpu",
        seed=seed,
    )
    model.learn(arguments.steps, callback=Evaluations(seed))
