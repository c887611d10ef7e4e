package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.TableName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class LakePlaceTest {
  private static final TableName TABLE = new TableName("features/tpcds/customer_features");

  @Test
  void a_table_of_a_catalog_has_a_name_of_three_parts() {
    LakePlace lake = LakePlace.of("catalog:main.spendcast");
    assertThat(lake.identifier(TABLE))
        .isEqualTo("`main`.`spendcast`.`features_tpcds_customer_features`");
    assertThat(lake.of(TABLE)).isEqualTo("main.spendcast.features_tpcds_customer_features");
    assertThat(lake.of(new TableName("raw/tpcds/_quarantine/item")))
        .isEqualTo("main.spendcast.raw_tpcds__quarantine_item");
  }

  @Test
  void a_table_below_a_mount_lies_where_the_mission_says() {
    assertThat(LakePlace.of("/mnt").of(TABLE)).isEqualTo("/mnt/features/tpcds/customer_features");
    assertThat(LakePlace.of("/mnt").identifier(TABLE))
        .isEqualTo("delta.`/mnt/features/tpcds/customer_features`");
  }

  @Test
  void a_relative_directory_is_made_absolute_and_an_address_is_not() {
    assertThat(LakePlace.of("./lake").root())
        .isEqualTo(Path.of("lake").toAbsolutePath().toString());
    assertThat(LakePlace.of("s3a://bucket/lake").root()).isEqualTo("s3a://bucket/lake");
  }
}
