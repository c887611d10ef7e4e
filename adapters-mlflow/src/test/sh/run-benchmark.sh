#!/bin/sh
# Logs one run in three ways: run-benchmark.sh DIRECTORY. Needs what the tests installed. See docs/benchmarks.md.
set -eu
directory=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")/../../../.."
root=$PWD
python=$root/target/python/mlflow-3.17.2/bin
mvn -q -pl adapters-mlflow -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/test.classpath
classes=$root/adapters-mlflow/target/test-classes:$root/adapters-mlflow/target/classes:$(cat adapters-mlflow/target/test.classpath)

export MLFLOW_DISABLE_TELEMETRY=true MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false PATH="$python:$PATH" TMPDIR="$directory"
cd "$directory"
log=$directory/server.log
"$python/python" -m mlflow server --backend-store-uri "sqlite:///$directory/mlflow.db" \
  --artifacts-destination "$directory/artifacts" --host 127.0.0.1 --port 5077 --workers 1 \
  --uvicorn-opts "--access-log" > "$log" 2>&1 &
server=$!
trap 'kill $server' EXIT
until curl -fsS http://127.0.0.1:5077/health > "$directory/health" 2>&1; do kill -0 $server; sleep 1; done
truncate -s 200000000 "$directory/model.ubj"

requests() { grep -c '"\(GET\|POST\|PUT\|PATCH\|DELETE\) /api' "$log" || true; }
measure() {
  way=$1
  shift
  before=$(requests)
  "$@" > "$directory/$way.txt" 2> "$directory/$way.err"
  sleep 1
  echo "$way: $(tail -n 1 "$directory/$way.txt"), $(($(requests) - before)) requests"
}

# The heap is small, so that a model which is read whole would not pass.
java="java -Xmx64m -XX:+UseSerialGC -Djava.io.tmpdir=$directory"

# The first of each pair makes the experiment; the second is the one to read.
for round in first second; do
  echo "$round"
  measure spendcast $java -cp "$classes" io.spendcast.adapters.mlflow.RunBenchmark spendcast \
    http://127.0.0.1:5077 "$directory/model.ubj" $round
  measure java-client env MLFLOW_TRACKING_URI=http://127.0.0.1:5077 MLFLOW_PYTHON_EXECUTABLE="$python/python" \
    $java -cp "$classes" io.spendcast.adapters.mlflow.RunBenchmark client \
    http://127.0.0.1:5077 "$directory/model.ubj" $round
  measure python "$python/python" "$root/adapters-mlflow/src/test/python/run_benchmark.py" \
    http://127.0.0.1:5077 "$directory/model.ubj"
done
