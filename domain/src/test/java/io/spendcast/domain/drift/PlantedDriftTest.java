package io.spendcast.domain.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.planted.PlantedCustomer;
import io.spendcast.domain.planted.PlantedLine;
import io.spendcast.domain.planted.PlantedOrder;
import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedSales;
import io.spendcast.domain.planted.PlantedWorld;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.training.PanelPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drift where the truth is known: the shop whose customers change, and the one that stays. */
final class PlantedDriftTest {
  private static final Channel STORE = new Channel("store");
  private static final Channel WEB = new Channel("web");
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(List.of(STORE, WEB), new Horizon(90, 0));
  private static final int CUSTOMERS = 1_500;

  /** A year more of history shows longer gaps and fewer customers without any. */
  private static final List<String> GROW_WITH_THE_HISTORY =
      List.of("days_since_last_web_purchase", "mean_gap_days", "order_rate_30d");

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void customers_who_stay_as_they_are_do_not_drift(long seed) {
    PanelDrift drift = drift(PlantedPreset.SIGNAL, seed, 12);
    assertThat(drift.sameSeason()).contains(AsOfDate.parse("2002-01-01"));
    assertThat(drift.shifted(DriftLevel.LARGE)).isEmpty();
    assertThat(drift.shifted(DriftLevel.MODERATE))
        .extracting(FeatureDrift::name)
        .isSubsetOf(GROW_WITH_THE_HISTORY);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void customers_who_move_to_the_web_drift(long seed) {
    PanelDrift drift = drift(PlantedPreset.DRIFT, seed, 12);
    assertThat(drift.level()).isEqualTo(DriftLevel.LARGE);
    assertThat(drift.shifted(DriftLevel.LARGE))
        .extracting(FeatureDrift::name)
        .contains("days_since_last_web_purchase_within_365d")
        .doesNotContain("avg_basket_value");
  }

  /** What the season does is why a year before is compared. */
  @Test
  void season_looks_like_drift_where_no_date_of_the_same_season_is_there() {
    PanelDrift drift = drift(PlantedPreset.SIGNAL, 1, 1);
    assertThat(drift.sameSeason()).isEmpty();
    assertThat(drift.level()).isNotEqualTo(DriftLevel.LITTLE);
  }

  @Test
  void what_time_alone_moves_is_shown_and_not_judged() {
    PanelDrift drift = drift(PlantedPreset.SIGNAL, 1, 12);
    assertThat(drift.features()).hasSameSizeAs(FEATURES.definitions());
    assertThat(drift.features())
        .filteredOn(feature -> feature.level().isEmpty())
        .extracting(FeatureDrift::name)
        .containsExactlyInAnyOrder(
            "total_store_sales",
            "total_web_sales",
            "tenure_days",
            "tenure_days_within_365d",
            "horizon_season_weight",
            "spend_at_season_rate",
            "orders_at_season_rate",
            "spend_at_tenure_season_rate",
            "btyd_alive_probability",
            "btyd_expected_orders",
            "btyd_expected_basket",
            "btyd_expected_spend",
            "btyd_expected_spend_in_season",
            "observed_history_days",
            "has_full_lookback_365d");
  }

  private static PanelDrift drift(PlantedPreset preset, long seed, int trainAsOfs) {
    PlantedWorld world = PlantedWorld.of(preset, CUSTOMERS, seed);
    List<List<DailySpend>> customers = sales(world);
    PanelPlan plan =
        PanelPlan.monthly(world.days(), FEATURES.horizon(), trainAsOfs, 4, Optional.empty());
    List<AsOfDate> asOfs = PanelDrift.asOfs(plan);
    FeatureCalculator calculator =
        new FeatureCalculator(FEATURES, season(customers), PurchaseFits.NONE, asOfs);
    Map<AsOfDate, Map<String, ValueSketch>> sketches = new TreeMap<>();
    for (List<DailySpend> tiles : customers) {
      SpendHistory history = SpendHistory.of(tiles);
      asOfs.stream()
          .filter(asOf -> calculator.inPopulation(history, asOf))
          .forEach(
              asOf ->
                  add(
                      sketches.computeIfAbsent(asOf, date -> new HashMap<>()),
                      calculator.features(history, asOf)));
    }
    return PanelDrift.of(FEATURES, plan, sketches);
  }

  private static void add(Map<String, ValueSketch> sketches, double[] values) {
    for (int i = 0; i < values.length; i++) {
      sketches.computeIfAbsent(FEATURES.names().get(i), name -> new ValueSketch()).add(values[i]);
    }
  }

  private static List<List<DailySpend>> sales(PlantedWorld world) {
    PlantedSales sales = new PlantedSales(world);
    List<List<DailySpend>> customers = new ArrayList<>();
    for (long number = 1; number <= world.customers(); number++) {
      customers.add(
          sales.orders(PlantedCustomer.of(world, number)).stream()
              .map(PlantedDriftTest::tile)
              .toList());
    }
    return customers;
  }

  private static DailySpend tile(PlantedOrder order) {
    return DailySpend.of(
        order.day(),
        order.onWeb() ? WEB : STORE,
        order.value(),
        BigDecimal.ZERO,
        1,
        order.lines().size(),
        order.lines().stream().mapToLong(PlantedLine::quantity).sum());
  }

  private static PopulationDays season(List<List<DailySpend>> customers) {
    Map<LocalDate, BigDecimal> spend = new TreeMap<>();
    customers.forEach(
        tiles -> tiles.forEach(tile -> spend.merge(tile.day(), tile.spend(), BigDecimal::add)));
    return PopulationDays.of(
        spend.entrySet().stream()
            .map(day -> new DayTotal(day.getKey(), day.getKey(), day.getValue()))
            .toList());
  }
}
