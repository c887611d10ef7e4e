package io.spendcast.adapters.spark.training.learner;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureTable;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class KnownDatesTest {
  private static final String YEAR = "spend_last_365d";
  private static final String RATE = "spend_rate_30d";

  /** Two dates with so many days of history behind them. */
  private static Dataset<Row> rows(double first, double second) {
    StructType schema =
        new StructType()
            .add(TrainingColumns.AS_OF, DataTypes.StringType)
            .add(CustomerFeatures.OBSERVED_HISTORY, DataTypes.DoubleType)
            .add(RATE, DataTypes.DoubleType)
            .add(
                new StructField(
                    YEAR,
                    DataTypes.DoubleType,
                    true,
                    new MetadataBuilder().putLong(FeatureTable.LOOKBACK, 365).build()));
    return TestSession.session()
        .get()
        .createDataFrame(
            List.of(
                RowFactory.create("2002-12-01", first, 1.0, 5.0),
                RowFactory.create("2003-01-01", second, 2.0, 6.0)),
            schema);
  }

  @Test
  void a_sum_over_more_days_than_the_history_has_is_not_known_at_that_date() {
    KnownDates known = KnownDates.of(rows(334, 365), List.of(YEAR, RATE));
    assertThat(known.isAlways(RATE)).isTrue();
    assertThat(known.isAlways(YEAR)).isFalse();
    assertThat(known.byColumn().get(YEAR)).containsExactly(LocalDate.of(2003, 1, 1));
    assertThat(known.since(YEAR))
        .isEqualTo("is known at 1 of 2 training dates, from 2003-01-01 on");
  }

  @Test
  void it_is_known_where_the_history_covers_it_or_the_table_says_nothing_of_its_history() {
    Dataset<Row> covered = rows(365, 396);
    assertThat(KnownDates.of(covered, List.of(YEAR)).isAlways(YEAR)).isTrue();
    Dataset<Row> unsaid = rows(1, 1).drop(CustomerFeatures.OBSERVED_HISTORY);
    assertThat(KnownDates.of(unsaid, List.of(YEAR)).isAlways(YEAR)).isTrue();
    Dataset<Row> unknown = rows(Double.NaN, Double.NaN);
    assertThat(KnownDates.of(unknown, List.of(YEAR)).isAlways(YEAR)).isTrue();
  }
}
