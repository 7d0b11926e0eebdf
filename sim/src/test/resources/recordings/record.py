"""Records episodes of Gymnasium's MuJoCo v5 tasks and of Pendulum-v1 for `sinew parity`.

Needs: gymnasium==1.4.0 mujoco-core==4.0.0 glfw pyopengl imageio packaging numpy.
Three episodes of each task: random actions, slow waves, random actions beyond the range. Stepping goes on past
termination and no time limit is applied, so every row is a plain transition. Actions are float32, as agents send
them: this decides the arithmetic of the reward. README.md says what each array holds.
"""
import argparse
import pathlib
import warnings

import gymnasium
import numpy as np

warnings.filterwarnings("ignore")
TASKS = ["Ant", "HalfCheetah", "Hopper", "Humanoid", "HumanoidStandup", "InvertedDoublePendulum", "InvertedPendulum",
         "Pendulum", "Pusher", "Reacher", "Swimmer", "Walker2d"]


def state(task):
    if hasattr(task, "data"):
        return task.data.qpos.copy(), task.data.qvel.copy()
    return np.array(task.state[:1], float), np.array(task.state[1:], float)  # Pendulum: angle, angular velocity


def action(kind, random, step, space):
    low, high = space.low.astype(float), space.high.astype(float)
    if kind == "random":
        return random.uniform(low, high)
    if kind == "beyond":
        return 1.5 * random.uniform(low, high)
    phase = np.arange(low.size)
    return 0.4 * high * np.sin(0.05 * step * (1 + 0.3 * phase) + phase)


def episode(task, kind, seed, steps):
    random = np.random.default_rng(seed)
    observation, _ = task.reset(seed=seed)
    position, velocity = state(task)
    start = {"qpos0": position, "qvel0": velocity, "obs0": observation.copy()}
    rows = {}
    for step in range(steps):
        chosen = action(kind, random, step, task.action_space).astype(np.float32)
        observation, reward, terminated, _, info = task.step(chosen)
        position, velocity = state(task)
        row = {"actions": chosen, "obs": observation.copy(), "rewards": float(reward), "terminated": bool(terminated),
               "qpos": position, "qvel": velocity}
        row.update({"info_" + key: float(value) for key, value in info.items() if np.ndim(value) == 0})
        for key, value in row.items():
            rows.setdefault(key, []).append(value)
    return start | {key: np.array(values) for key, values in rows.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--wide-steps", type=int, default=60, help="steps of tasks with more than 100 observations")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tasks", nargs="*", default=TASKS)
    given = parser.parse_args()
    folder = pathlib.Path(given.out)
    folder.mkdir(parents=True, exist_ok=True)
    for name in given.tasks:
        task = gymnasium.make(name + ("-v1" if name == "Pendulum" else "-v5")).unwrapped
        steps = given.wide_steps if task.observation_space.shape[0] > 100 else given.steps
        kinds = ["random", "wave", "beyond"]
        episodes = [episode(task, kind, 10 * given.seed + i, steps) for i, kind in enumerate(kinds)]
        np.savez_compressed(folder / f"{name}.npz", **{key: np.stack([each[key] for each in episodes])
                                                       for key in sorted(episodes[0])})
        print(name, steps, "steps, return", [round(float(each["rewards"].sum()), 3) for each in episodes])


main()
