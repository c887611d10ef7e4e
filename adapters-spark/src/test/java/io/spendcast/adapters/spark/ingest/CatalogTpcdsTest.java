package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import org.junit.jupiter.api.Test;

final class CatalogTpcdsTest {
  @Test
  void the_samples_are_read_by_their_names_of_three_parts() {
    assertThat(CatalogTpcds.tables("samples.tpcds_sf1"))
        .extracting(table -> table.lines().location())
        .containsExactly(
            "samples.tpcds_sf1.store_sales",
            "samples.tpcds_sf1.store_returns",
            "samples.tpcds_sf1.web_sales",
            "samples.tpcds_sf1.web_returns");
    OwnTable returns = CatalogTpcds.tables("samples.tpcds_sf1").get(3);
    assertThat(returns.flow()).isEqualTo(Flow.RETURNS);
    assertThat(returns.dimensions())
        .extracting(join -> join.relation().location())
        .containsExactly("samples.tpcds_sf1.date_dim");
    assertThat(returns.columns().customer()).isEqualTo("wr_refunded_customer_sk");
  }
}
