#!/bin/sh
# Measures the features of TPC-DS beside DuckDB: feature-benchmark.sh SCALE DIRECTORY [ROUNDS]. See docs/benchmarks.md, to which
# its last line is added.
set -eu
cd "$(dirname "$0")/../../../.."
mvn -q -pl adapters-spark -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/test.classpath
mkdir -p "$2"
java @conf/spark.jvm -Xmx"${SPENDCAST_HEAP:-4g}" -XX:+UseParallelGC \
  -cp "adapters-spark/target/test-classes:adapters-spark/target/classes:$(cat adapters-spark/target/test.classpath)" \
  io.spendcast.adapters.spark.feature.FeatureBenchmark "$@" | tee "$2/features.txt"
tail -n 1 "$2/features.txt" >> docs/benchmarks.md
