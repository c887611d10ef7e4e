#!/bin/sh
# Times the features of TPC-DS: feature-benchmark.sh SCALE DIRECTORY. See docs/benchmarks.md.
set -eu
cd "$(dirname "$0")/../../../.."
mvn -q -pl adapters-spark -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/test.classpath
exec java @conf/spark.jvm -Xmx"${SPENDCAST_HEAP:-4g}" -XX:+UseParallelGC \
  -cp "adapters-spark/target/test-classes:adapters-spark/target/classes:$(cat adapters-spark/target/test.classpath)" \
  io.spendcast.adapters.spark.feature.FeatureBenchmark "$@"
