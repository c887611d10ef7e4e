#!/bin/sh
# Measures what reasons add to a batch: reasons-benchmark.sh DIRECTORY [CUSTOMERS [ROUNDS]]. See docs/benchmarks.md.
set -eu
directory=$(mkdir -p "$1" && cd "$1" && pwd)
shift
cd "$(dirname "$0")/../../../.."
mvn -q -pl adapters-spark -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/test.classpath
java @conf/spark.jvm -Xmx"${SPENDCAST_HEAP:-4g}" -XX:+UseParallelGC \
  -cp "adapters-spark/target/test-classes:adapters-spark/target/classes:$(cat adapters-spark/target/test.classpath)" \
  io.spendcast.adapters.spark.prediction.ReasonsBenchmark "$directory" "$@"
