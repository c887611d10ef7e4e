package io.spendcast.adapters.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.databricks.preflight.Ground;
import io.spendcast.adapters.databricks.rights.Securable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GroundTest {
  @Test
  void what_is_read_and_written_is_looked_at_each_after_what_it_is_in() {
    Ground ground =
        Configs.at("")
            .ground(
                "/Volumes/main/other/lake/tables",
                List.of(
                    "samples.tpcds_sf1.item", "samples.tpcds_sf1.customer", "main.spendcast.own"));
    assertThat(ground.securables())
        .extracting(Securable::what)
        .containsExactly(
            "catalog main",
            "schema main.spendcast",
            "volume main.spendcast.artifacts",
            "volume main.ops.jars",
            "volume main.other.lake",
            "catalog samples",
            "schema main.spendcast",
            "schema samples.tpcds_sf1",
            "table main.spendcast.own",
            "table samples.tpcds_sf1.customer",
            "table samples.tpcds_sf1.item");
    assertThat(ground.model().name()).isEqualTo("main.spendcast.tpcds_customer_spend_model");
  }

  @Test
  void a_name_that_depends_on_the_session_is_not_looked_at() {
    assertThat(Configs.at("").ground("catalog:", List.of("sales")).securables())
        .noneMatch(thing -> thing.type() == Securable.Type.TABLE);
  }

  @Test
  void the_machines_are_those_of_the_clusters_and_none_if_they_are_a_pools() {
    assertThat(ground(Map.of("driver_node_type_id", "r5d.large")).machines().types())
        .containsExactlyInAnyOrder("i3.xlarge", "r5d.large");
    assertThat(ground(Map.of("instance_pool_id", "p1")).machines().types()).isEmpty();
  }

  private static Ground ground(Map<String, Object> cluster) {
    return Configs.of("spendcast", Configs.TASKS, cluster).ground("catalog:", List.of());
  }
}
