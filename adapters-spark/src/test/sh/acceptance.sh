#!/bin/sh
# Counts how often the pipeline is right about planted worlds: acceptance.sh DIRECTORY [PRESET SEEDS CUSTOMERS]...
# See docs/acceptance.md.
set -eu
directory=$(realpath -m "$1") && shift
[ $# -gt 0 ] || set -- signal 10 15000 no-signal 40 2000 one-cohort 5 4000 doubling 5 6000 shrinking 5 4000 \
  heavy-tail 5 6000 subscriptions 5 4000 tenure-mixed 5 4000 one-price 5 4000 short-history 5 4000
cd "$(dirname "$0")/../../../.."
mvn -q -pl adapters-spark -am package dependency:build-classpath -DskipTests -Dmdep.outputFile=target/test.classpath
# On a machine that others use, threads of XGBoost that wait should not spin.
export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"
exec java @conf/spark.jvm -Xmx"${SPENDCAST_HEAP:-3g}" \
  -cp "adapters-spark/target/test-classes:adapters-spark/target/classes:$(cat adapters-spark/target/test.classpath)" \
  io.spendcast.adapters.spark.acceptance.StatisticalAcceptance "$directory" "$@"
