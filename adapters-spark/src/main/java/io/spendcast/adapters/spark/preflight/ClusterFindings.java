package io.spendcast.adapters.spark.preflight;

import io.spendcast.domain.preflight.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Spark's settings say about the cluster. Databricks describes its clusters to itself in
 * settings named {@code spark.databricks.clusterUsageTags}; it promises nothing about them, so one
 * that is missing is a warning and not a failure.
 */
final class ClusterFindings {
  private static final String TAGS = "spark.databricks.clusterUsageTags.";
  private static final String NO_CLUSTER = "Not on a cluster of Databricks.";
  private static final Pattern RUNTIME = Pattern.compile("(\\d+)\\.[\\dx]+[.-].*");
  private static final Pattern SPARK = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");
  private static final int FIRST_RUNTIME_WITH_SPARK_4 = 17;
  private static final Set<String> DEDICATED =
      Set.of(
          "SINGLE_USER",
          "DATA_SECURITY_MODE_DEDICATED",
          "LEGACY_SINGLE_USER",
          "LEGACY_SINGLE_USER_STANDARD");
  private static final Set<String> STANDARD =
      Set.of("USER_ISOLATION", "DATA_SECURITY_MODE_STANDARD");

  private final Map<String, String> settings;

  ClusterFindings(Map<String, String> settings) {
    this.settings = Map.copyOf(settings);
  }

  List<Finding> findings(String sparkVersion) {
    return List.of(spark(sparkVersion), runtime(), accessMode(), size());
  }

  /** Spark 4.0.0 broke the parameters of libraries that were compiled before: SPARK-52259. */
  private Finding spark(String version) {
    String what = "Spark " + version;
    Matcher parts = SPARK.matcher(version);
    if (!parts.matches() || Integer.parseInt(parts.group(1)) != 4) {
      return Finding.fail(what, "Spendcast is built for Spark 4: use 4.0.1 or 4.1.");
    }
    if (parts.group(2).equals("0") && parts.group(3).equals("0")) {
      return isDatabricks()
          ? Finding.warn(
              what,
              "SPARK-52259 breaks XGBoost on Spark 4.0.0; the check of XGBoost shows whether this"
                  + " runtime has the fix.")
          : Finding.fail(what, "SPARK-52259 breaks XGBoost on Spark 4.0.0: use 4.0.1 or 4.1.");
    }
    return Integer.parseInt(parts.group(2)) > 1
        ? Finding.warn(what, "Spendcast was not tried on it; it was on 4.0.1 and 4.1.0.")
        : Finding.pass(what);
  }

  private Finding runtime() {
    if (!isDatabricks()) {
      return Finding.skipped("Databricks Runtime", NO_CLUSTER);
    }
    String version = tag("sparkVersion").orElse("of an unknown version");
    String what = "Databricks Runtime " + version;
    Matcher parts = RUNTIME.matcher(version);
    if (!parts.matches()) {
      return Finding.warn(what, "Make sure it is 17.3 LTS or later, with Scala 2.13.");
    }
    if (Integer.parseInt(parts.group(1)) < FIRST_RUNTIME_WITH_SPARK_4
        || version.contains("scala2.12")) {
      return Finding.fail(what, "Set databricks.runtime, or spark_version, to 17.3.x-scala2.13.");
    }
    return version.contains("-ml-")
        ? Finding.warn(
            what,
            "It brings an XGBoost of its own, which may hide ours: take the same version without"
                + " -ml.")
        : Finding.pass(what);
  }

  private Finding accessMode() {
    if (!isDatabricks()) {
      return Finding.skipped("access mode", NO_CLUSTER);
    }
    String mode = tag("dataSecurityMode").orElse("unknown").toUpperCase(Locale.ROOT);
    String what = "access mode " + mode;
    if (DEDICATED.contains(mode)) {
      return Finding.pass(what);
    }
    return STANDARD.contains(mode)
        ? Finding.fail(
            what,
            "Training needs Spark itself: set the cluster's data_security_mode to SINGLE_USER.")
        : Finding.warn(
            what, "Unity Catalog needs data_security_mode SINGLE_USER; only mounts do without.");
  }

  /** XGBoost trains in a barrier stage, whose tasks start together and stay to the end. */
  private Finding size() {
    String what = "size of the cluster";
    if (Boolean.parseBoolean(settings.get("spark.dynamicAllocation.enabled"))) {
      return Finding.fail(
          what, "XGBoost cannot train with spark.dynamicAllocation.enabled: set it to false.");
    }
    if (!isDatabricks()) {
      return Finding.skipped(what, NO_CLUSTER);
    }
    String scaling = tag("clusterScalingType").orElse("unknown");
    return switch (scaling) {
      case "fixed_size" -> Finding.pass(what + " is fixed");
      case "autoscaling" ->
          Finding.warn(
              what + " changes",
              "Well for ingest and features; where XGBoost trains, set num_workers and no"
                  + " autoscale.");
      default ->
          Finding.warn(
              what + " is " + scaling, "Where XGBoost trains, set num_workers and no autoscale.");
    };
  }

  private boolean isDatabricks() {
    return tag("clusterId").isPresent();
  }

  private Optional<String> tag(String name) {
    return Optional.ofNullable(settings.get(TAGS + name)).filter(value -> !value.isBlank());
  }
}
