#!/usr/bin/env bash
# Breaks one rule of the house at a time, in a copy of the tree, and shows that the build turns red.
# A rule that nobody has seen fail may guard nothing.
#
#   bootstrap/src/test/sh/seeded-violations.sh [WORD]     only the violations whose name contains WORD
#
# The copy is compiled once. Each violation then rebuilds the module it touches and runs the one check that should
# notice; it must fail, and say the expected words, or the build broke for another reason.
set -euo pipefail

home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../.." && pwd -P)
wanted=${1:-}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
log=$copy/build.log
passed=0
failed=0

java_home=io/spendcast
domain=domain/src/main/java/$java_home/domain
application=application/src/main/java/$java_home/application
spark=adapters-spark/src/main/java/$java_home/adapters/spark
mlflow=adapters-mlflow/src/main/java/$java_home/adapters/mlflow
databricks=adapters-databricks/src/main/java/$java_home/adapters/databricks
bootstrap=bootstrap/src/main/java/$java_home/bootstrap
test=bootstrap/src/test/java/$java_home/bootstrap

# Format is checked elsewhere, and a seeded class needs no Javadoc.
maven() {
  (cd "$copy/tree" && mvn -o -q -Dspotless.check.skip=true "$@") >"$log" 2>&1
}

fresh() {
  rm -rf "$copy/tree"
  cp -a "$copy/clean" "$copy/tree"
}

architecture() {
  maven package -pl "$1,bootstrap" -am -Denforcer.skip=true -Dmdep.skip=true \
    -Dtest="ArchitectureTest${2:+#$2*}" -Dsurefire.failIfNoSpecifiedTests=false
}

wiring() {
  maven package -pl bootstrap -am -Denforcer.skip=true -Dmdep.skip=true -Dtest=WiringTest \
    -Dsurefire.failIfNoSpecifiedTests=false
}

# class FILE PACKAGE TEXT: a new class in the copy.
class() {
  mkdir -p "$(dirname "$copy/tree/$1")"
  printf 'package %s;\n\n%s\n' "$2" "$3" >"$copy/tree/$1"
}

# edit FILE SED: changes a file, and insists that it did.
edit() {
  cp "$copy/tree/$1" "$copy/before"
  sed -i -E "$2" "$copy/tree/$1"
  ! cmp -s "$copy/before" "$copy/tree/$1" || { echo "seeding changed nothing in $1" >&2; exit 1; }
}

# violation NAME EXPECTED-WORDS CHECK…: the check must fail, and say why. The function seed_NAME breaks the rule.
violation() {
  local name=$1 words=$2
  shift 2
  [[ $name == *"$wanted"* ]] || return 0
  fresh
  "seed_$name"
  if "$@"; then
    verdict="NOT CAUGHT"
  elif grep -qE "$words" "$log"; then
    verdict=caught
  else
    verdict="FAILED FOR ANOTHER REASON"
  fi
  if [[ $verdict == caught ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    grep -E 'ERROR' "$log" | head -n 8 >&2 || true
  fi
  printf '%-45s %s\n' "$name" "$verdict"
}

seed_package_cycle() {
  class "$domain/sales/Seeded.java" io.spendcast.domain.sales \
    '/** Seeded. */ public record Seeded(io.spendcast.domain.workflow.Task task) {}'
}
seed_now() {
  class "$domain/Seeded.java" io.spendcast.domain \
    '/** Seeded. */ public final class Seeded { /** Seeded. */ public java.time.Instant at() { return java.time.Instant.now(); } }'
}
seed_now_in_zone() {
  class "$application/Seeded.java" io.spendcast.application \
    '/** Seeded. */ public final class Seeded { /** Seeded. */ public java.time.LocalDate at() { return java.time.LocalDate.now(java.time.ZoneOffset.UTC); } }'
}
seed_public_helper_beside_the_door() {
  class "$mlflow/Seeded.java" io.spendcast.adapters.mlflow '/** Seeded. */ public final class Seeded {}'
}
seed_room_knows_one_after_it() {
  class "$databricks/workspace/Seeded.java" io.spendcast.adapters.databricks.workspace \
    'final class Seeded { io.spendcast.adapters.databricks.rights.Identity who; }'
}
seed_room_knows_one_beside_it() {
  class "$mlflow/server/Seeded.java" io.spendcast.adapters.mlflow.server \
    'final class Seeded { io.spendcast.adapters.mlflow.files.Store store; }'
}
seed_room_that_nobody_listed() {
  class "$spark/attic/Seeded.java" io.spendcast.adapters.spark.attic 'final class Seeded {}'
}
seed_bootstrap_uses_spark_subpackage() {
  class "$bootstrap/Seeded.java" io.spendcast.bootstrap \
    'final class Seeded { io.spendcast.adapters.spark.table.LazySession session; }'
}
seed_bootstrap_uses_spark() {
  class "$bootstrap/Seeded.java" io.spendcast.bootstrap \
    'final class Seeded { org.apache.spark.sql.SparkSession session; }'
}
seed_subpackage_uses_root() {
  class "$spark/table/Seeded.java" io.spendcast.adapters.spark.table \
    'final class Seeded { io.spendcast.adapters.spark.SparkConfig config; }'
}
seed_crowded_package() {
  for number in $(seq 20); do
    class "$domain/Seeded$number.java" io.spendcast.domain "final class Seeded$number {}"
  done
}
seed_adapter_uses_application() {
  edit adapters-mlflow/pom.xml \
    '0,/<dependencies>/s//<dependencies><dependency><groupId>io.spendcast<\/groupId><artifactId>spendcast-application<\/artifactId><\/dependency>/'
  class "$mlflow/Seeded.java" io.spendcast.adapters.mlflow \
    'final class Seeded { io.spendcast.application.done.CodeVersion code; }'
}
seed_port_without_adapter() {
  class "$domain/Seeded.java" io.spendcast.domain '/** Seeded. */ public interface Seeded { /** Seeded. */ void seed(); }'
}
seed_adapter_without_contract_test() {
  class "$mlflow/Seeded.java" io.spendcast.adapters.mlflow \
    'final class Seeded implements io.spendcast.domain.TableCatalog {
       @Override public boolean exists(io.spendcast.domain.TableVersion table) { return false; }
     }'
}
seed_adapter_that_breaks_the_contract() {
  edit "$mlflow/files/FileStoreTracker.java" 's/public Optional<TrackedRun> find\(String key\) \{/&\n    if (key != null) return Optional.empty();/'
}
seed_missing_binding() {
  edit "$bootstrap/wiring/MlflowModule.java" '/@Provides/{N;/ModelRegistry registry/s/@Provides//}'
}
seed_guice_in_an_adapter() {
  edit adapters-mlflow/pom.xml \
    '0,/<dependencies>/s//<dependencies><dependency><groupId>com.google.inject<\/groupId><artifactId>guice<\/artifactId><\/dependency>/'
  class "$mlflow/Seeded.java" io.spendcast.adapters.mlflow \
    'final class Seeded { com.google.inject.Injector injector; }'
}
seed_inject_annotation() {
  class "$bootstrap/Seeded.java" io.spendcast.bootstrap \
    'final class Seeded { @com.google.inject.Inject Seeded() {} jakarta.inject.Provider<String> text; }'
}
seed_dependency_in_domain() {
  edit domain/pom.xml \
    '0,/<build>/s//<dependencies><dependency><groupId>com.google.guava<\/groupId><artifactId>guava<\/artifactId><\/dependency><\/dependencies><build>/'
}
seed_unused_dependency() {
  edit application/pom.xml \
    '0,/<dependencies>/s//<dependencies><dependency><groupId>com.google.guava<\/groupId><artifactId>guava<\/artifactId><\/dependency>/'
}
seed_class_in_unknown_package() {
  class domain/src/main/java/$java_home/util/Seeded.java io.spendcast.util '/** Seeded. */ public final class Seeded {}'
}
seed_misspelt_framework_package() {
  edit "$test/ArchitectureTest.java" 's/"ml\.dmlc\.\."/"ml.dlmc.."/'
}
seed_environment_read_elsewhere() {
  class "$mlflow/Seeded.java" io.spendcast.adapters.mlflow \
    'final class Seeded { String token() { return System.getenv("TOKEN"); } }'
}

echo "Compiling a copy of the tree …" >&2
mkdir "$copy/clean"
(cd "$home" && git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - --ignore-failed-read) | tar -xf - -C "$copy/clean"
cp -a "$copy/clean" "$copy/tree"
if ! architecture domain; then
  echo "The tree is red before anything is broken:" >&2
  grep -E 'ERROR' "$log" | head -n 20 >&2
  exit 1
fi
rm -rf "$copy/clean"
cp -a "$copy/tree" "$copy/clean"

printf '%-45s %s\n' violation outcome
violation package_cycle 'packages_have_no_cycles' architecture domain packages
violation now 'nobody_reads_the_wall_clock' architecture domain nobody_reads
violation crowded_package 'no_package_has_more_than_twenty_types' architecture domain no_package
violation now_in_zone 'nobody_reads_the_wall_clock' architecture application nobody_reads
violation public_helper_beside_the_door 'only_the_door_is_public' architecture adapters-mlflow only_the_door
violation room_knows_one_after_it 'the_rooms_of_an_adapter' architecture adapters-databricks the_rooms
violation room_knows_one_beside_it 'the_rooms_of_an_adapter' architecture adapters-mlflow the_rooms
violation room_that_nobody_listed 'the_rooms_of_an_adapter' architecture adapters-spark the_rooms
violation bootstrap_uses_spark_subpackage 'an_adapter_module_has_one_door|dependenc' architecture bootstrap an_adapter_module
violation bootstrap_uses_spark 'frameworks_stay_in_their_module' architecture bootstrap frameworks
violation subpackage_uses_root 'packages_have_no_cycles' architecture adapters-spark packages
violation adapter_uses_application 'layers_point_inwards' architecture adapters-mlflow layers
violation port_without_adapter 'every_port_has_an_adapter' architecture domain every_port
violation adapter_without_contract_test 'every_adapter_runs_it' architecture adapters-mlflow every_port
violation adapter_that_breaks_the_contract 'FileStoreTrackerTest' \
  maven package -pl adapters-mlflow -am -Denforcer.skip=true -Dtest=FileStoreTrackerTest -Dsurefire.failIfNoSpecifiedTests=false
violation missing_binding 'No implementation for .*ModelRegistry|ModelRegistry.*(bound|explicit)' wiring
violation guice_in_an_adapter 'frameworks_stay_in_their_module' architecture adapters-mlflow frameworks
violation inject_annotation 'nobody_asks_for_injection' architecture bootstrap nobody_asks
violation dependency_in_domain 'The domain is pure Java' maven validate -pl domain
violation unused_dependency 'Unused declared dependencies|guava' maven verify -pl application -am -DskipTests
violation class_in_unknown_package 'layers_point_inwards' architecture domain layers
violation misspelt_framework_package 'misspelt package' architecture bootstrap frameworks
violation environment_read_elsewhere 'only_the_config_loader' architecture adapters-mlflow only_the_config

echo "$passed caught, $failed not."
[[ $failed == 0 ]]
