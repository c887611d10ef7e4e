package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.drift.FeatureStatistics;
import io.spendcast.domain.drift.ValueSketch;
import io.spendcast.domain.feature.FeatureTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link FeatureStatistics} does. */
public abstract class FeatureStatisticsContract {
  private static final List<String> FEATURES =
      List.of(PanelFixture.TENURE, PanelFixture.SPEND, PanelFixture.SEASON);
  private static final List<AsOfDate> AS_OFS =
      List.of(PanelFixture.PLAN.train().get(1), PanelFixture.SCORING);

  /** The lake that holds the feature tables; the same in the whole test. */
  protected abstract TestLake lake();

  /** Statistics of the lake's tables. */
  protected abstract FeatureStatistics statistics();

  private FeatureTable table() {
    return lake().features(PanelFixture.FEATURES, PanelFixture.rows());
  }

  private static double[] values(AsOfDate asOf, String feature) {
    return PanelFixture.rows().stream()
        .filter(row -> row.asOf().equals(asOf))
        .mapToDouble(row -> row.values().get(feature))
        .toArray();
  }

  @Test
  void every_row_of_the_wanted_dates_counts_once() {
    Map<AsOfDate, Map<String, ValueSketch>> measured =
        statistics().measure(table(), FEATURES, AS_OFS);
    assertThat(measured).containsOnlyKeys(AS_OFS);
    assertThat(measured)
        .allSatisfy(
            (asOf, sketches) -> {
              assertThat(sketches).containsOnlyKeys(FEATURES);
              assertThat(sketches.values())
                  .allSatisfy(
                      s -> assertThat(s.rows()).isEqualTo(values(asOf, FEATURES.get(0)).length));
            });
  }

  @Test
  void missing_values_and_zeros_are_told_apart() {
    Map<String, ValueSketch> measured =
        statistics().measure(table(), FEATURES, AS_OFS).get(PanelFixture.SCORING);
    assertThat(measured.get(PanelFixture.TENURE).missing()).isEqualTo(29);
    assertThat(measured.get(PanelFixture.TENURE).zeros()).isZero();
    assertThat(measured.get(PanelFixture.SPEND).missing()).isZero();
    long zeros =
        Arrays.stream(values(PanelFixture.SCORING, PanelFixture.SPEND))
            .filter(value -> value == 0)
            .count();
    assertThat(measured.get(PanelFixture.SPEND).zeros()).isEqualTo(zeros).isPositive();
  }

  @Test
  void dates_and_features_are_not_mixed_up() {
    Map<AsOfDate, Map<String, ValueSketch>> measured =
        statistics().measure(table(), FEATURES, AS_OFS);
    for (AsOfDate asOf : AS_OFS) {
      for (String feature : FEATURES) {
        ValueSketch expected = new ValueSketch();
        for (double value : values(asOf, feature)) {
          expected.add(value);
        }
        ValueSketch found = measured.get(asOf).get(feature);
        assertThat(found.mean()).as(feature).isCloseTo(expected.mean(), within(1e-9));
        for (double share : new double[] {0, 0.1, 0.5, 0.9, 1}) {
          assertThat(found.quantile(share)).isEqualTo(expected.quantile(share));
        }
      }
    }
  }

  @Test
  void a_date_without_rows_is_absent() {
    AsOfDate never = AsOfDate.parse("1999-01-01");
    assertThat(statistics().measure(table(), FEATURES, List.of(never))).isEmpty();
  }

  @Test
  void later_versions_of_the_table_change_nothing() {
    FeatureTable table = table();
    lake().features(PanelFixture.FEATURES, PanelFixture.rows().subList(0, 1));
    assertThat(statistics().measure(table, FEATURES, AS_OFS)).containsOnlyKeys(AS_OFS);
  }

  @Test
  void a_feature_that_is_not_in_the_table_is_refused() {
    FeatureTable table = table();
    assertFails(Kind.INVALID, () -> statistics().measure(table, List.of("nonesuch"), AS_OFS));
  }

  @Test
  void a_table_version_that_is_gone_is_not_found() {
    FeatureTable gone = TrainingPanelsContract.gone(table());
    assertFails(Kind.NOT_FOUND, () -> statistics().measure(gone, FEATURES, AS_OFS));
  }
}
