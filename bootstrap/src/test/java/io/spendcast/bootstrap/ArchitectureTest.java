package io.spendcast.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The boundaries between the modules. {@code seeded-violations.sh} shows that each rule bites. */
final class ArchitectureTest {
  private static final String ROOT = "io.spendcast";
  private static final String SPARK = ROOT + ".adapters.spark";
  private static final String MLFLOW = ROOT + ".adapters.mlflow";
  private static final String DATABRICKS = ROOT + ".adapters.databricks";
  private static final String BOOTSTRAP = ROOT + ".bootstrap";

  /** Where a framework lives, and the only package of ours that may know it. */
  private static final Map<String, String> OWNERS =
      Map.of(
          "org.apache.spark..", SPARK,
          "ml.dmlc..", SPARK,
          "io.trino.tpcds..", SPARK,
          "com.databricks.sdk..", DATABRICKS,
          "com.google.inject..", BOOTSTRAP,
          "picocli..", BOOTSTRAP,
          "com.samskivert.mustache..", BOOTSTRAP,
          "org.yaml.snakeyaml..", BOOTSTRAP);

  /** The same for what nobody uses so far, so that no use of it can show that the name is right. */
  private static final Map<String, String> OWNERS_TO_BE =
      Map.of("io.delta..", SPARK, "org.mlflow..", MLFLOW);

  /** What other modules may use of an adapter module. */
  private static final Map<String, Set<String>> DOORS =
      Map.of(
          SPARK, Set.of(SPARK + ".SparkAdapters", SPARK + ".SparkConfig"),
          MLFLOW, Set.of(MLFLOW + ".MlflowAdapters", MLFLOW + ".MlflowConfig"),
          DATABRICKS, Set.of(DATABRICKS + ".DatabricksAdapters", DATABRICKS + ".DatabricksConfig"));

  /** The rooms of each adapter module, and the other rooms that each of them may know. */
  private static final Map<String, Map<String, List<String>>> ROOMS =
      Map.of(
          SPARK,
          Map.ofEntries(
              entry("table", List.of()),
              entry("planted", List.of()),
              entry("audit", List.of("table")),
              entry("workflow", List.of("table")),
              entry("scoring", List.of("table")),
              entry("feature", List.of("table", "scoring")),
              entry("training", List.of("table", "scoring")),
              entry("evaluation", List.of("table", "scoring")),
              entry("prediction", List.of("table", "scoring")),
              entry("preflight", List.of("table", "training")),
              entry("ingest", List.of("table", "planted"))),
          MLFLOW,
          Map.of(
              "http", List.of(),
              "format", List.of("http"),
              "files", List.of("http", "format"),
              "server", List.of("http", "format"),
              "publish", List.of("http", "format", "files", "server")),
          DATABRICKS,
          Map.of(
              "workspace", List.of(),
              "lint", List.of(),
              "registry", List.of("workspace"),
              "rights", List.of("workspace"),
              "preflight", List.of("workspace", "rights", "lint")));

  /** Without tests, and without what tests are made with. */
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("/spendcast/testkit/"))
          .importPackages(ROOT);

  private static final JavaClasses ADAPTER_TESTS =
      new ClassFileImporter()
          .importPaths(
              Stream.of("spark", "mlflow", "databricks")
                  .map(name -> Path.of("..", "adapters-" + name, "target", "test-classes"))
                  .toList());

  @Test
  void layers_point_inwards() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("domain")
        .definedBy(ROOT + ".domain..")
        .layer("application")
        .definedBy(ROOT + ".application..")
        .layer("adapters")
        .definedBy(ROOT + ".adapters..")
        .layer("bootstrap")
        .definedBy(BOOTSTRAP + "..")
        .whereLayer("domain")
        .mayNotAccessAnyLayer()
        .whereLayer("application")
        .mayOnlyAccessLayers("domain")
        .whereLayer("adapters")
        .mayOnlyAccessLayers("domain")
        .whereLayer("bootstrap")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture()
        .check(OURS);
  }

  @Test
  void domain_and_application_are_pure_java() {
    classes()
        .that(resideInAnyPackage(ROOT + ".domain..", ROOT + ".application.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", ROOT + ".domain..", ROOT + ".application.."))
        .check(OURS);
  }

  @Test
  void adapters_do_not_know_each_other() {
    slices().matching(ROOT + ".adapters.(*)..").should().notDependOnEachOther().check(OURS);
  }

  @Test
  void packages_have_no_cycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(OURS);
  }

  /** More want a wall. */
  @Test
  void no_package_has_more_than_twenty_types() {
    Map<String, Long> types =
        OURS.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .filter(type -> !type.getPackageName().equals(ROOT + ".testkit"))
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(types).isNotEmpty().allSatisfy((name, count) -> assertThat(count).isLessThan(21));
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void frameworks_stay_in_their_module(String framework) {
    String owner = OWNERS.get(framework);
    mayOnlyBeKnownIn(owner, framework);
    assertThat(
            OURS.that(resideInAPackage(owner + "..")).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .anyMatch(use -> resideInAPackage(framework).test(use.getTargetClass())))
        .as("somebody in %s uses %s, or the rule guards a misspelt package", owner, framework)
        .isTrue();
  }

  /** Databricks has Delta's log under another name: whoever asks it must have another way. */
  @Test
  void what_databricks_does_not_have_is_known_in_one_place() {
    classes()
        .that(
            describe(
                "know Delta's log",
                type ->
                    type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(
                            use ->
                                resideInAPackage("org.apache.spark.sql.delta..")
                                    .test(use.getTargetClass()))))
        .should()
        .haveNameMatching(".*\\.table\\.(DeltaVersions|LoggedTables|TableFiles)")
        .check(OURS);
  }

  @Test
  void frameworks_without_a_user_come_in_through_their_module() {
    OWNERS_TO_BE.forEach((framework, owner) -> mayOnlyBeKnownIn(owner, framework));
  }

  private static void mayOnlyBeKnownIn(String owner, String framework) {
    noClasses()
        .that()
        .resideOutsideOfPackage(owner + "..")
        .should()
        .dependOnClassesThat(resideInAPackage(framework))
        .check(OURS);
  }

  static Set<String> frameworks() {
    return OWNERS.keySet();
  }

  /** Wiring is by constructor calls; no class of ours says how it wants to be wired. */
  @Test
  void nobody_asks_for_injection() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("jakarta.inject..", "javax.inject.."))
        .check(OURS);
  }

  @ParameterizedTest
  @MethodSource("adapterModules")
  void an_adapter_module_has_one_door(String module) {
    Set<String> doors = DOORS.get(module);
    noClasses()
        .that()
        .resideOutsideOfPackage(module + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(module + "..")
                .and(
                    describe(
                        "are not " + doors, type -> !doors.contains(outermost(type).getName()))))
        .check(OURS);
    assertThat(doors).allSatisfy(door -> assertThat(OURS.contain(door)).as(door).isTrue());
  }

  static Set<String> adapterModules() {
    return DOORS.keySet();
  }

  @ParameterizedTest
  @MethodSource("adapterModules")
  void only_the_door_is_public_in_the_root_of_an_adapter_module(String module) {
    classes()
        .that(resideInAPackage(module))
        .and()
        .areTopLevelClasses()
        .and(describe("are no door", type -> !DOORS.get(module).contains(type.getName())))
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(OURS);
  }

  /** Arrows between rooms run one way, and a new room says whom it knows. */
  @ParameterizedTest
  @MethodSource("adapterModules")
  void the_rooms_of_an_adapter_module_know_only_those_that_they_may_know(String module) {
    Map<String, List<String>> known = ROOMS.get(module);
    assertThat(OURS)
        .filteredOn(resideInAPackage(module + ".*.."))
        .extracting(type -> room(module, type))
        .containsAll(known.keySet())
        .isSubsetOf(known.keySet());
    known.forEach(
        (room, others) ->
            noClasses()
                .that()
                .resideInAPackage(module + "." + room + "..")
                .should()
                .dependOnClassesThat(
                    resideInAPackage(module + "..")
                        .and(
                            describe(
                                "are neither of %s nor of %s".formatted(room, others),
                                type ->
                                    !room(module, type).equals(room)
                                        && !others.contains(room(module, type)))))
                .check(OURS));
  }

  /** The room of a type of an adapter module; empty at its door. */
  private static String room(String module, JavaClass type) {
    return type.getPackageName()
        .substring(module.length())
        .replaceFirst("^\\.", "")
        .replaceFirst("\\..*", "");
  }

  @Test
  void nobody_reads_the_wall_clock() {
    noClasses()
        .that(resideInAnyPackage(ROOT + ".domain..", ROOT + ".application.."))
        .should()
        .callMethodWhere(describe("read the wall clock", ArchitectureTest::readsTheWallClock))
        .check(OURS);
  }

  private static boolean readsTheWallClock(JavaCall<?> call) {
    String owner = call.getTargetOwner().getName();
    String method = call.getTarget().getName();
    boolean now =
        owner.startsWith("java.time.")
            && method.equals("now")
            && call.getTarget().getRawParameterTypes().stream()
                .noneMatch(type -> type.getName().equals("java.time.Clock"));
    boolean clock =
        owner.equals("java.time.Clock")
            && (method.startsWith("system") || method.startsWith("tick"));
    boolean system =
        owner.equals("java.lang.System")
            && (method.equals("currentTimeMillis") || method.equals("nanoTime"));
    return now || clock || system;
  }

  @Test
  void only_the_config_loader_reads_the_environment() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BOOTSTRAP + ".settings.ConfigLoader")
        .should()
        .callMethodWhere(
            describe(
                "read the environment",
                call ->
                    call.getTargetOwner().getName().equals("java.lang.System")
                        && call.getTarget().getName().equals("getenv")))
        .check(OURS);
  }

  @ParameterizedTest
  @MethodSource("ports")
  void every_port_has_an_adapter(JavaClass port) {
    assertThat(adaptersOf(port)).as("adapters of %s", port.getSimpleName()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("ports")
  void every_port_has_a_contract_and_every_adapter_runs_it(JavaClass port) {
    String contract = ROOT + ".testkit." + port.getSimpleName() + "Contract";
    for (JavaClass adapter : adaptersOf(port)) {
      List<String> parents =
          ADAPTER_TESTS.stream()
              .filter(test -> test.getName().equals(adapter.getName() + "Test"))
              .flatMap(test -> test.getAllRawSuperclasses().stream())
              .map(JavaClass::getName)
              .toList();
      assertThat(parents).as("%sTest extends %s", adapter.getName(), contract).contains(contract);
    }
  }

  @Test
  void an_adapter_serves_one_port() {
    assertThat(OURS)
        .filteredOn(type -> !type.isInterface())
        .allSatisfy(
            type ->
                assertThat(ports().stream().filter(port -> type.isAssignableTo(port.getName())))
                    .as(type.getName())
                    .hasSizeLessThan(2));
  }

  /** The interfaces of the domain that nothing seals. */
  static Set<JavaClass> ports() {
    DescribedPredicate<JavaClass> open =
        describe("are not sealed", type -> !type.reflect().isSealed());
    return OURS.that(resideInAPackage(ROOT + ".domain..")).stream()
        .filter(JavaClass::isInterface)
        .filter(type -> !type.getSimpleName().equals("package-info") && type.isTopLevelClass())
        .filter(open)
        .collect(Collectors.toSet());
  }

  private static List<JavaClass> adaptersOf(JavaClass port) {
    return OURS.that(resideInAPackage(ROOT + ".adapters..")).stream()
        .filter(type -> !type.isInterface() && type.isAssignableTo(port.getName()))
        .toList();
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
