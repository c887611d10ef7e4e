"""Logs the run of the benchmark as Python's MLflow does: run_benchmark.py SERVER MODEL."""
import os
import shutil
import sys
import tempfile
import time

import mlflow
from mlflow import MlflowClient
from mlflow.entities import Metric

server, model = sys.argv[1:]
mlflow.set_tracking_uri(server)
directory = tempfile.mkdtemp()
os.link(model, os.path.join(directory, "model.ubj"))
with open(os.path.join(directory, "MLmodel"), "w") as file:
    file.write("flavors: {}\n")
start = time.monotonic()
mlflow.set_experiment("benchmark of python")
now = int(time.time() * 1000)
with mlflow.start_run() as run:
    mlflow.log_params({f"param_{i}": f"value {i}" for i in range(30)})
    mlflow.log_metrics({f"metric_{i}": i / 7 for i in range(40)})
    curve = [Metric("train_rmse", 1 / (1 + step), now, step) for step in range(500)]
    MlflowClient().log_batch(run.info.run_id, metrics=curve)
    mlflow.log_artifacts(directory, "model")
seconds = time.monotonic() - start
shutil.rmtree(directory)
with open("/proc/self/status") as status:
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(f"{seconds:.1f} s, {peak // 1024} MB of the process")
