package io.spendcast.adapters.spark.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterFindingsTest {
  private static final String TAGS = "spark.databricks.clusterUsageTags.";

  /** As a cluster of the job has them. */
  private final Map<String, String> settings =
      new HashMap<>(
          Map.of(
              TAGS + "clusterId", "0123-456789-abcdefgh",
              TAGS + "sparkVersion", "17.3.x-scala2.13",
              TAGS + "dataSecurityMode", "SINGLE_USER",
              TAGS + "clusterScalingType", "fixed_size"));

  @Test
  void the_cluster_of_the_job_is_as_it_should_be() {
    assertThat(findings("4.1.0")).extracting(Finding::health).containsOnly(Health.PASS);
  }

  @Test
  void a_laptop_is_not_a_cluster() {
    settings.clear();
    assertThat(findings("4.0.1"))
        .extracting(Finding::health)
        .containsExactly(Health.PASS, Health.SKIPPED, Health.SKIPPED, Health.SKIPPED);
    assertThat(findings("4.0.1").get(1).advice()).contains("Not on a cluster");
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.1, PASS",
    "4.1.0, PASS",
    "4.0.0, WARN",
    "4.2.0, WARN",
    "3.5.6, FAIL",
    "next, FAIL",
  })
  void the_patch_level_of_spark_matters(String version, Health health) {
    assertThat(findings(version).get(0).health()).isEqualTo(health);
  }

  @Test
  void spark_4_0_0_is_refused_where_nobody_patches_it() {
    settings.clear();
    assertThat(findings("4.0.0").get(0))
        .satisfies(finding -> assertThat(finding.health()).isEqualTo(Health.FAIL))
        .satisfies(finding -> assertThat(finding.advice()).contains("SPARK-52259", "4.0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, sparkVersion, 18.0.x-scala2.13, PASS, ''",
    "1, sparkVersion, 17.3.x-photon-scala2.13, PASS, ''",
    "1, sparkVersion, 17.3.x-cpu-ml-scala2.13, WARN, without -ml",
    "1, sparkVersion, 16.4.x-scala2.13, FAIL, 17.3.x-scala2.13",
    "1, sparkVersion, custom:snapshot, WARN, 17.3 LTS",
    "1, sparkVersion, '', WARN, 17.3 LTS",
    "2, dataSecurityMode, DATA_SECURITY_MODE_DEDICATED, PASS, ''",
    "2, dataSecurityMode, single_user, PASS, ''",
    "2, dataSecurityMode, USER_ISOLATION, FAIL, SINGLE_USER",
    "2, dataSecurityMode, DATA_SECURITY_MODE_STANDARD, FAIL, SINGLE_USER",
    "2, dataSecurityMode, NONE, WARN, mounts",
    "2, dataSecurityMode, '', WARN, SINGLE_USER",
    "3, clusterScalingType, autoscaling, WARN, num_workers",
    "3, clusterScalingType, '', WARN, num_workers",
  })
  void a_cluster_of_another_kind_is_named_with_the_field_to_change(
      int place, String tag, String value, Health health, String advice) {
    settings.put(TAGS + tag, value);
    Finding finding = findings("4.0.1").get(place);
    assertThat(finding.health()).as(finding.toString()).isEqualTo(health);
    assertThat(finding.advice()).contains(advice);
  }

  @Test
  void workers_that_come_and_go_keep_xgboost_from_training() {
    settings.put("spark.dynamicAllocation.enabled", "true");
    assertThat(findings("4.0.1").get(3).health()).isEqualTo(Health.FAIL);
  }

  private List<Finding> findings(String version) {
    return new ClusterFindings(settings).findings(version);
  }
}
