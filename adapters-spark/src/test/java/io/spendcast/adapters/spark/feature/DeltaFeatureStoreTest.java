package io.spendcast.adapters.spark.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.testkit.FeatureStoreContract;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaFeatureStoreTest extends FeatureStoreContract {
  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected FeatureStore store() {
    return new DeltaFeatureStore(
        delta(),
        SourceArea.REFERENCE,
        DeltaTestLake.mappings(SalesFixture.STORE, SalesFixture.WEB));
  }

  @Override
  protected FeatureStore netStore() {
    return new DeltaFeatureStore(
        delta(),
        SourceArea.REFERENCE,
        SpendTarget.NET.of(DeltaTestLake.mappings(SalesFixture.STORE, SalesFixture.WEB)));
  }

  /** A catalog's page and everybody's SQL show them; Unity Catalog's key is not sent elsewhere. */
  @Test
  void columns_have_their_definitions_as_comments_and_no_other_catalog_is_asked_for_a_key() {
    AsOfDate asOf = AsOfDate.parse("2001-03-01");
    FeatureSet features =
        CustomerFeatures.forChannels(
            List.of(SalesFixture.STORE, SalesFixture.WEB), new Horizon(10, 0));
    DateWindow days = new DateWindow(SalesFixture.OPENING, SalesFixture.OPENING.plusYears(4));
    FeatureTable built =
        store().build(lake().sales(SalesFixture.sales(3, 7), days), features, List.of(asOf));
    StructType schema = delta().read(built.table()).schema();
    Map<String, String> comments = new HashMap<>();
    for (StructField column : schema.fields()) {
      comments.put(column.name(), column.getComment().getOrElse(() -> ""));
    }
    for (FeatureDefinition feature : features.definitions()) {
      assertThat(comments.get(feature.name())).contains(feature.description(), feature.unit());
      assertThat(schema.apply(feature.name()).metadata().getLong(FeatureTable.LOOKBACK))
          .isEqualTo(feature.lookback());
    }
    assertThat(comments.get("customer_id")).isNotBlank();
    assertThat(comments.get("as_of_date")).contains("UTC day");
    assertThat(comments.get("label")).contains("10 days");
    assertThat(delta().latest(built.table().table())).contains(built.table());
    assertThat(built.table().version()).isZero();
  }

  /**
   * As
   * https://docs.databricks.com/sql/language-manual/sql-ref-syntax-ddl-alter-table-add-constraint
   * writes it.
   */
  @Test
  void the_key_is_a_customer_and_a_time_series_of_days() {
    assertThat(FeatureKey.STATEMENTS)
        .last()
        .asString()
        .matches(
            "ALTER TABLE %s ADD CONSTRAINT \\w+ PRIMARY KEY"
                + " \\(`customer_id`, `as_of_date` TIMESERIES\\)");
    assertThat(FeatureKey.STATEMENTS)
        .contains(
            "ALTER TABLE %s ALTER COLUMN `customer_id` SET NOT NULL",
            "ALTER TABLE %s ALTER COLUMN `as_of_date` SET NOT NULL");
    FeatureKey.STATEMENTS.stream()
        .filter(statement -> statement.endsWith("NOT NULL"))
        .forEach(
            statement ->
                assertThatCode(
                        () ->
                            new CatalystSqlParser()
                                .parsePlan(statement.formatted("`main`.`s`.`t`")))
                    .doesNotThrowAnyException());
  }

  private Lake delta() {
    return new Lake(TestSession.session(), directory.toString());
  }
}
