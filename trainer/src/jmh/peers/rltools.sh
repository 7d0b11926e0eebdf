#!/bin/sh
# Builds RLtools' own pendulum benchmark twice, as it comes (64-64, batch 100) and with 256-256 and batch 256.
# Usage: rltools.sh CHECKOUT OUT. Needs g++ and OpenBLAS with headers.
set -eu
here=$1/src/rl/environments/pendulum/sac/cpu
mkdir -p "$2"
sed -e 's/ACTOR_BATCH_SIZE = 100/ACTOR_BATCH_SIZE = 256/; s/CRITIC_BATCH_SIZE = 100/CRITIC_BATCH_SIZE = 256/' \
  -e 's/HIDDEN_DIM = 64/HIDDEN_DIM = 256/g; s/STEP_LIMIT = 10000/STEP_LIMIT = 1500/' \
  "$here/training.h" >"$2/training256.h"
printf '#include "training256.h"\nint main(){ run(0); }\n' >"$2/sac256.cpp"
printf '#include "%s/training.h"\nint main(){ run(0); }\n' "$here" >"$2/sac64.cpp"
for n in sac256 sac64; do
  g++ -std=c++17 -Ofast -march=native -DBENCHMARK -DRL_TOOLS_BACKEND_ENABLE_OPENBLAS -DRL_TOOLS_ENABLE_BLAS \
    -DRL_TOOLS_DISABLE_HDF5 -DRL_TOOLS_DISABLE_TENSORBOARD -I "$1/include" -I "$2" "$2/$n.cpp" -o "$2/$n" \
    -lopenblas -lpthread
done
