package io.spendcast.bootstrap.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterJarContentsIT {
  private static final String RELOCATED = "io/spendcast/relocated/";
  private static final long MEBIBYTE = 1L << 20;
  private static final long LARGEST = 40;

  /**
   * Where classes may lie: ours, those that must keep their name, and those that nobody else has.
   */
  private static final Set<String> HOMES =
      Set.of(
          "io/spendcast/",
          "ml/dmlc/",
          "org/apache/spark/ml/xgboost/",
          "io/trino/tpcds/",
          "picocli/");

  private static JarFile jar;
  private static Set<String> entries;

  @BeforeAll
  static void open() throws IOException {
    jar = new JarFile(ClusterJar.file().toFile());
    entries = jar.stream().map(ZipEntry::getName).collect(Collectors.toCollection(TreeSet::new));
  }

  @AfterAll
  static void close() throws IOException {
    jar.close();
  }

  @Test
  void no_class_lies_where_the_cluster_may_have_its_own() {
    assertThat(entries)
        .filteredOn(name -> name.endsWith(".class"))
        .allMatch(name -> HOMES.stream().anyMatch(name::startsWith));
  }

  @Test
  void spark_delta_scala_hadoop_and_logging_are_not_in_it_even_under_another_name() {
    for (String provided :
        Set.of(
            "org/apache/spark/sql/",
            "org/apache/spark/SparkContext",
            "io/delta/",
            "scala/",
            "org/apache/hadoop/",
            "org/slf4j/",
            "org/apache/logging/",
            "org/apache/log4j/",
            "org/apache/commons/logging/",
            "com/esotericsoftware/",
            "org/json4s/")) {
      assertThat(entries)
          .as(provided)
          .noneMatch(name -> name.startsWith(provided) || name.startsWith(RELOCATED + provided));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com/databricks/sdk/WorkspaceClient",
        "com/fasterxml/jackson/databind/ObjectMapper",
        "com/google/common/base/Stopwatch",
        "com/google/inject/Injector",
        "com/google/protobuf/Message",
        "org/apache/http/client/HttpClient",
        "org/apache/commons/text/similarity/LevenshteinDistance",
        "org/yaml/snakeyaml/Yaml",
        "com/samskivert/mustache/Mustache"
      })
  void a_library_that_the_cluster_may_have_too_is_moved(String type) {
    assertThat(entries).contains(RELOCATED + type + ".class").doesNotContain(type + ".class");
  }

  @Test
  void xgboost_keeps_its_name_and_its_native_code() {
    assertThat(entries)
        .contains(
            "ml/dmlc/xgboost4j/java/XGBoostJNI.class",
            "ml/dmlc/xgboost4j/scala/spark/XGBoostRegressor.class",
            "lib/linux/x86_64/libxgboost4j.so",
            "lib/linux/aarch64/libxgboost4j.so")
        .noneMatch(name -> name.endsWith(".dylib") || name.endsWith(".dll"));
  }

  /** What the build bundles, by its own list, and what the jars say of themselves. */
  @Test
  void the_licence_of_everything_in_it_is_said_and_ours_is_there() throws IOException {
    String said = text("META-INF/THIRD-PARTY.txt");
    assertThat(text("META-INF/spendcast/LICENSE")).contains("Apache License");
    assertThat(said).contains("Redistribution and use in source and binary forms");
    for (String entry : entries) {
      if (entry.matches("META-INF/maven/(?!io\\.spendcast/).+/pom\\.properties")) {
        String[] names = entry.split("/", -1);
        assertThat(said).contains("  %s:%s%n".formatted(names[2], names[3]));
      }
    }
    Matcher include =
        Pattern.compile("<include>((?!io\\.spendcast)[\\w.-]+):")
            .matcher(Files.readString(Path.of("pom.xml")));
    int groups = 0;
    for (; include.find(); groups++) {
      assertThat(said).contains("  %s:".formatted(include.group(1)));
    }
    assertThat(groups).isGreaterThan(20);
  }

  /** Compilers alone read these, or the cluster has them. */
  private static final Set<String> NOT_BUNDLED =
      Set.of(
          "com.google.auto.value:auto-value-annotations",
          "com.google.code.findbugs:jsr305",
          "com.google.errorprone:error_prone_annotations",
          "com.google.guava:listenablefuture",
          "com.google.j2objc:j2objc-annotations",
          "com.google.protobuf:protobuf-java-util",
          "commons-logging:commons-logging",
          "org.checkerframework:checker-qual",
          "org.slf4j:slf4j-api");

  @Test
  void its_bill_of_materials_names_every_part_with_version_licence_and_digest() throws IOException {
    JsonNode bill = new ObjectMapper().readTree(text("META-INF/sbom/spendcast-cluster.cdx.json"));
    assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
    Set<String> named = new TreeSet<>();
    for (JsonNode part : bill.path("components")) {
      String name = part.path("group").asText() + ":" + part.path("name").asText();
      assertThat(part.path("purl").asText()).as(name).startsWith("pkg:maven/");
      assertThat(part.path("version").asText()).as(name).isNotBlank();
      assertThat(part.path("licenses")).as(name).isNotEmpty();
      assertThat(part.path("hashes").toString()).as(name).contains("SHA-256");
      if (!name.startsWith("io.spendcast:") && !NOT_BUNDLED.contains(name)) {
        named.add(name);
      }
    }
    // XGBoost's jar for Spark holds the one for the JVM.
    named.add("ml.dmlc:xgboost4j_2.13");
    assertThat(named)
        .isEqualTo(
            text("META-INF/THIRD-PARTY.txt")
                .lines()
                .filter(line -> line.matches("  [\\w.-]+:[\\w.-]+"))
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static String text(String entry) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), UTF_8);
  }

  @Test
  void services_are_found_under_their_new_names() throws IOException {
    Set<String> services =
        named(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"));
    assertThat(services).isNotEmpty();
    for (String service : services) {
      assertThat(service).startsWith("META-INF/services/" + RELOCATED.replace('/', '.'));
      new String(jar.getInputStream(jar.getEntry(service)).readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> assertThat(entries).contains(line.strip().replace('.', '/') + ".class"));
    }
  }

  @Test
  void it_says_what_is_in_it_and_carries_no_signature() {
    assertThat(entries)
        .contains(
            "META-INF/maven/com.databricks/databricks-sdk-java/pom.properties",
            "META-INF/maven/com.google.guava/guava/pom.properties",
            "META-INF/maven/io.spendcast/spendcast-bootstrap/pom.properties")
        .noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"))
        .noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void all_that_our_code_names_is_in_it_or_comes_with_spark_and_delta() throws IOException {
    Set<String> missing = new TreeSet<>();
    try (URLClassLoader spark = StandaloneCluster.classes()) {
      for (String ours : named(ClusterJarContentsIT::isOurs)) {
        try (InputStream classFile = jar.getInputStream(jar.getEntry(ours))) {
          ClassFile.references(classFile).stream()
              .map(name -> name + ".class")
              .filter(name -> !entries.contains(name) && spark.getResource(name) == null)
              .forEach(name -> missing.add(ours + " names " + name));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isOurs(String name) {
    return name.startsWith("io/spendcast/")
        && !name.startsWith(RELOCATED)
        && name.endsWith(".class");
  }

  @Test
  void it_is_small_enough_to_upload_at_every_deployment() throws IOException {
    long size = Files.size(ClusterJar.file());
    System.out.printf("The jar for a cluster has %,d bytes%n", size);
    assertThat(size).isLessThan(LARGEST * MEBIBYTE);
  }

  private static Set<String> named(Predicate<String> wanted) {
    return entries.stream().filter(wanted).collect(Collectors.toSet());
  }
}
