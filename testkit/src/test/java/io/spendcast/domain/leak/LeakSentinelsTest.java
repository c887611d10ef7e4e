package io.spendcast.domain.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.testkit.InMemoryFeatureStore;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeakSentinelsTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("2001-07-01");
  private static final Channel STORE = new Channel("store");
  private static final PanelPlan PLAN =
      new PanelPlan(
          List.of(AsOfDate.parse("2001-01-01")), List.of(AS_OF), AS_OF, new Horizon(30, 0));
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(STORE),
          PLAN.horizon(),
          Catalogue.WINDOWS,
          List.of("Books"),
          Catalogue.Inputs.ALL);
  private static final FeatureSet FEATURES = CustomerFeatures.of(CATALOGUE);
  private static final int CUSTOMERS = 200;

  private final List<SampledCustomer> customers = new ArrayList<>();
  private final List<DayTotal> totals = new ArrayList<>();
  private final List<List<DailySpend>> histories = new ArrayList<>();

  LeakSentinelsTest() {
    Random random = new Random(11);
    for (int i = 0; i < CUSTOMERS; i++) {
      List<DailySpend> tiles = new ArrayList<>();
      int usual = 10 + random.nextInt(60);
      int orders = 1 + (int) (-4 * Math.log(random.nextDouble()));
      for (int order = 0; order < orders; order++) {
        LocalDate day = LocalDate.of(1999, 10, 1).plusDays(random.nextInt(640));
        tiles.add(tile(day, day.plusDays(random.nextInt(3) * 9L), usual + random.nextInt(40)));
      }
      tiles.add(tile(AS_OF.day().plusDays(i % 40), AS_OF.day().plusDays(i % 40), 5 + i % 37));
      histories.add(tiles);
    }
    histories.forEach(
        tiles ->
            tiles.forEach(
                tile -> totals.add(new DayTotal(tile.day(), tile.knownDay(), tile.spend()))));
    PurchaseFits purchases = fitted(AS_OF);
    assertThat(purchases.byAsOf().get(AS_OF).model()).as("%s", purchases).isPresent();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(customer("c" + i, histories.get(i), purchases));
    }
  }

  private static DailySpend tile(LocalDate day, LocalDate known, int spend) {
    BigDecimal amount = BigDecimal.valueOf(spend);
    return new DailySpend(
        day,
        known,
        STORE,
        amount,
        BigDecimal.ONE,
        BigDecimal.ZERO,
        1,
        2,
        3,
        Map.of("Books", amount));
  }

  private SampledCustomer customer(String name, List<DailySpend> tiles, PurchaseFits purchases) {
    SampledCustomer alone =
        new SampledCustomer(new CustomerId(name), tiles, KnownSales.NONE, Optional.empty());
    List<DailySpend> past = new KnownPast(AS_OF).of(alone);
    return new SampledCustomer(
        alone.customer(),
        tiles,
        KnownSales.of(past),
        past.isEmpty() ? Optional.empty() : Optional.of(row(tiles, AS_OF, purchases)));
  }

  /** How all buy, as was known before a date. */
  private PurchaseFits fitted(AsOfDate asOf) {
    return InMemoryFeatureStore.purchases(histories, List.of(asOf));
  }

  /** What an honest table holds, or one that knows what was known at another date. */
  private SampledRow row(List<DailySpend> tiles, AsOfDate asOf, PurchaseFits purchases) {
    FeatureCalculator calculator =
        new FeatureCalculator(FEATURES, PopulationDays.of(totals), purchases, List.of(asOf));
    SpendHistory history = SpendHistory.of(tiles);
    List<Double> features = new ArrayList<>();
    for (double value : calculator.features(history, asOf)) {
      features.add(value);
    }
    List<Double> score = List.of(features.get(index(CustomerFeatures.SPEND_LAST_HORIZON)));
    double label =
        new FeatureCalculator(FEATURES, PopulationDays.of(List.of()), PurchaseFits.NONE, List.of())
            .label(history, AS_OF);
    return new SampledRow(features, label, score, score);
  }

  private static int index(String feature) {
    return FEATURES.names().indexOf(feature);
  }

  private static LeakProbe probe() {
    TableVersion table = new TableVersion(new TableName("features/x"), 3);
    FeatureTable features =
        new FeatureTable(
            table,
            table,
            FEATURES.fingerprint(),
            FEATURES.inputs(),
            PLAN.horizon(),
            PLAN.all(),
            CUSTOMERS,
            FEATURES.columns());
    ModelArtifact model =
        new ModelArtifact(
            URI.create("file:///m"),
            ModelFormat.SPARK_PIPELINE,
            FEATURES.inputs(),
            Fingerprint.of("x"));
    return new LeakProbe(
        new TrainingPanel(features, PLAN, 1, CUSTOMERS, CUSTOMERS), CATALOGUE, List.of(model), 10);
  }

  private LeakSample sample(UnaryOperator<SampledCustomer> altered) {
    long rows = customers.stream().filter(customer -> customer.row().isPresent()).count();
    return new LeakSample(
        customers.stream().map(altered).toList(),
        totals,
        fitted(AS_OF),
        List.of("Books"),
        new PopulationCount(rows, rows, 0, 0));
  }

  private static List<Sentinel> failing(LeakSample sample) {
    return LeakSentinels.inspect(probe(), sample).stream()
        .filter(finding -> !finding.passed())
        .map(SentinelFinding::sentinel)
        .toList();
  }

  private static SampledCustomer with(SampledCustomer customer, SampledRow row) {
    return new SampledCustomer(
        customer.customer(), customer.tiles(), customer.known(), Optional.of(row));
  }

  private static SampledRow withFeature(SampledRow row, String feature, double value) {
    List<Double> features = new ArrayList<>(row.features());
    features.set(index(feature), value);
    return new SampledRow(features, row.label(), row.batch(), row.alone());
  }

  @Test
  void honest_rows_pass_every_sentinel() {
    LeakSample honest = sample(customer -> customer);
    assertThat(LeakSentinels.inspect(probe(), honest))
        .as("%s", LeakSentinels.inspect(probe(), honest))
        .hasSize(5)
        .allMatch(SentinelFinding::passed);
  }

  @Test
  void features_that_knew_the_as_of_day_itself_are_found() {
    AsOfDate later = new AsOfDate(AS_OF.day().plusDays(1));
    assertThat(failing(rowsAt(later, fitted(later))))
        .contains(Sentinel.FUTURE_SCRAMBLE, Sentinel.PARITY);
  }

  @Test
  void a_model_of_buying_that_knew_later_sales_is_found() {
    AsOfDate later = new AsOfDate(AS_OF.day().plusDays(90));
    PurchaseFits lookedAhead = new PurchaseFits(Map.of(AS_OF, fitted(later).byAsOf().get(later)));
    assertThat(LeakSentinels.inspect(probe(), rowsAt(AS_OF, lookedAhead)).get(0).evidence())
        .contains("btyd_expected_spend");
    assertThat(failing(rowsAt(AS_OF, fitted(AS_OF)))).isEmpty();
  }

  /** The table as it would be if computed at another date, or with another model of buying. */
  private LeakSample rowsAt(AsOfDate asOf, PurchaseFits purchases) {
    return sample(
        customer ->
            customer
                .row()
                .map(row -> with(customer, row(customer.tiles(), asOf, purchases)))
                .orElse(customer));
  }

  @Test
  void one_altered_value_in_one_row_is_found_and_named_without_the_customer() {
    SampledCustomer victim = customers.get(7);
    LeakSample altered =
        sample(
            customer ->
                customer.equals(victim)
                    ? with(
                        victim,
                        withFeature(victim.row().orElseThrow(), "rolling_30d_spend", 123.25))
                    : customer);
    assertThat(LeakSentinels.inspect(probe(), altered).get(0).evidence())
        .startsWith("1 of ")
        .contains("rolling_30d_spend (1)")
        .doesNotContain(victim.customer().value());
  }

  @Test
  void a_vocabulary_that_knew_later_sales_is_found() {
    LeakSample honest = sample(customer -> customer);
    LeakSample lookedAhead =
        new LeakSample(
            honest.customers(),
            honest.dayTotals(),
            honest.purchases(),
            List.of("Music"),
            honest.population());
    assertThat(failing(lookedAhead)).containsExactly(Sentinel.FUTURE_SCRAMBLE);
  }

  @Test
  void daily_spend_that_is_dated_too_early_does_not_reconcile() {
    SampledCustomer victim = customers.get(3);
    KnownSales less =
        new KnownSales(
            victim.known().spend().subtract(BigDecimal.ONE),
            victim.known().returned(),
            victim.known().lines());
    LeakSample altered =
        sample(
            customer ->
                customer.equals(victim)
                    ? new SampledCustomer(victim.customer(), victim.tiles(), less, victim.row())
                    : customer);
    assertThat(failing(altered)).containsExactly(Sentinel.RECONCILIATION);
  }

  @Test
  void a_population_is_compared_in_both_directions_and_counts_repeats() {
    LeakSample honest = sample(customer -> customer);
    for (PopulationCount wrong :
        List.of(
            new PopulationCount(101, 100, 1, 0),
            new PopulationCount(99, 100, 0, 1),
            new PopulationCount(101, 100, 0, 0))) {
      LeakSample altered =
          new LeakSample(
              honest.customers(),
              honest.dayTotals(),
              honest.purchases(),
              honest.vocabulary(),
              wrong);
      assertThat(failing(altered)).containsExactly(Sentinel.POPULATION);
    }
    SampledCustomer lost = customers.get(5);
    assertThat(
            failing(
                sample(
                    customer ->
                        customer.equals(lost)
                            ? new SampledCustomer(
                                lost.customer(), lost.tiles(), lost.known(), Optional.empty())
                            : customer)))
        .containsExactly(Sentinel.POPULATION);
  }

  @Test
  void a_forecast_that_differs_by_more_than_rounding_breaks_parity() {
    assertThat(failingWithForecastAlone(forecast -> forecast + 1e-6 * Math.max(1, forecast)))
        .containsExactly(Sentinel.PARITY);
    assertThat(failingWithForecastAlone(forecast -> Double.NaN)).containsExactly(Sentinel.PARITY);
  }

  /** Machines that add in another order are no leak. */
  @Test
  void a_forecast_that_differs_in_its_last_bit_is_the_same() {
    assertThat(failingWithForecastAlone(Math::nextUp)).isEmpty();
  }

  private List<Sentinel> failingWithForecastAlone(DoubleUnaryOperator change) {
    SampledCustomer victim = customers.get(9);
    SampledRow row = victim.row().orElseThrow();
    double alone = change.applyAsDouble(row.alone().get(0));
    SampledRow other = new SampledRow(row.features(), row.label(), row.batch(), List.of(alone));
    return failing(sample(customer -> customer.equals(victim) ? with(victim, other) : customer));
  }

  @Test
  void an_input_that_ranks_like_the_label_is_suspicious() {
    assertThat(failing(sample(customer -> telling(customer, 1e-9))))
        .contains(Sentinel.SINGLE_FEATURE);
  }

  @Test
  void an_input_that_explains_more_than_every_model_is_suspicious() {
    LeakSample noisy = sample(customer -> telling(customer, 8));
    assertThat(
            LeakSentinels.inspect(probe(), noisy).stream()
                .filter(finding -> finding.sentinel() == Sentinel.SINGLE_FEATURE)
                .findFirst()
                .orElseThrow()
                .evidence())
        .contains("spend_last_horizon alone explains");
  }

  /** The label with some noise in place of a feature. */
  private static SampledCustomer telling(SampledCustomer customer, double noise) {
    double some = noise * new Random(customer.customer().hashCode()).nextGaussian();
    return customer
        .row()
        .map(
            row ->
                with(
                    customer,
                    withFeature(row, CustomerFeatures.SPEND_LAST_HORIZON, row.label() + some)))
        .orElse(customer);
  }
}
