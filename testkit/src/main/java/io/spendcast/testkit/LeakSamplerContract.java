package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.leak.LeakSample;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.leak.LeakSentinels;
import io.spendcast.domain.leak.PopulationCount;
import io.spendcast.domain.leak.SampledCustomer;
import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every {@link LeakSampler} does, with features of the adapter's own store. */
public abstract class LeakSamplerContract {
  private static final int CUSTOMERS = 60;
  private static final PanelPlan PLAN =
      new PanelPlan(
          List.of(AsOfDate.parse("2001-01-01"), AsOfDate.parse("2001-02-01")),
          List.of(AsOfDate.parse("2001-06-01"), AsOfDate.parse("2001-07-01")),
          AsOfDate.parse("2001-09-01"),
          new Horizon(30, 0));
  private static final AsOfDate LAST_TEST = PLAN.test().get(1);
  private static final DateWindow ALL_DAYS =
      new DateWindow(LocalDate.of(1999, 6, 1), LocalDate.of(2001, 9, 1));
  private static final Catalogue CATALOGUE =
      new Catalogue(
          List.of(SalesFixture.STORE, SalesFixture.WEB),
          PLAN.horizon(),
          Catalogue.WINDOWS,
          List.of("Books", "Music"),
          Catalogue.Inputs.LEAN);
  private static final FeatureSet FEATURES = CustomerFeatures.of(CATALOGUE);

  /** The lake that the adapters work in; the same in the whole test. */
  protected abstract TestLake lake();

  /** A store in the lake. */
  protected abstract FeatureStore store();

  /** A trainer over the lake. */
  protected abstract Trainer trainer();

  /** A sampler over the lake that reads the trainer's models. */
  protected abstract LeakSampler sampler();

  /** Everybody buys twice before the first date or not until July; some on the very as-of dates. */
  private static Map<CustomerId, List<DailySpend>> sales() {
    Map<CustomerId, List<DailySpend>> sales = new HashMap<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      List<DailySpend> tiles = new ArrayList<>();
      if (i % 10 != 0) {
        LocalDate first = LocalDate.of(1999, 7, 1).plusDays(i * 7L);
        tiles.add(tile(first, first, i, "Books"));
        tiles.add(tile(first.plusDays(60), first.plusDays(60), i, "Music"));
        tiles.add(tile(LocalDate.of(2001, 1, 9), LocalDate.of(2001, 7, 1 + i % 2), i, "Music"));
      }
      LocalDate late = LAST_TEST.day().plusDays(i % 10);
      tiles.add(tile(late, late, i * 17 % 23, "Toys"));
      sales.put(new CustomerId("c" + i), tiles);
    }
    return sales;
  }

  private static DailySpend tile(LocalDate day, LocalDate known, int i, String category) {
    BigDecimal spend = new BigDecimal("10.50").add(BigDecimal.valueOf(i * 31 % 47));
    return new DailySpend(
        day,
        known,
        i % 3 == 0 ? SalesFixture.WEB : SalesFixture.STORE,
        spend,
        i % 7 == 0 ? BigDecimal.ONE : BigDecimal.ZERO,
        BigDecimal.ZERO,
        1,
        2,
        3,
        Map.of(category, spend));
  }

  private FeatureTable built() {
    IngestReport report = lake().sales(sales(), ALL_DAYS);
    return store().build(report, FEATURES, PLAN.all());
  }

  private static TrainingPanel panel(FeatureTable table) {
    return new TrainingPanel(table, PLAN, 1, 2 * CUSTOMERS, 2 * CUSTOMERS);
  }

  private ModelArtifact model(FeatureTable table, Algorithm algorithm) {
    return trainer().train(panel(table), algorithm, Hyperparameters.NONE, 7).artifact();
  }

  private static LeakProbe probe(FeatureTable table, int customers, ModelArtifact... models) {
    return new LeakProbe(panel(table), CATALOGUE, List.of(models), customers);
  }

  private static Map<Sentinel, Boolean> passed(List<SentinelFinding> findings) {
    return findings.stream()
        .collect(
            Collectors.toMap(
                SentinelFinding::sentinel, SentinelFinding::passed, (a, b) -> a, TreeMap::new));
  }

  @Test
  void a_sample_shows_customers_from_all_sides_and_what_is_altered_in_the_table() {
    FeatureTable honest = built();
    ModelArtifact mean = model(honest, Algorithm.MEAN);
    ModelArtifact linear = model(honest, Algorithm.LINEAR);
    LeakProbe probe = probe(honest, 1_000, mean, linear);
    LeakSample sample = sampler().draw(probe);
    List<SentinelFinding> findings = LeakSentinels.inspect(probe, sample);
    assertThat(findings).as("%s", findings).allMatch(SentinelFinding::passed);
    assertThat(sample.population()).isEqualTo(new PopulationCount(54, 54, 0, 0));
    assertThat(sample.vocabulary()).containsExactly("Books", "Music");
    assertThat(byCustomer(sample).keySet()).isEqualTo(sales().keySet());
    sales()
        .forEach(
            (customer, tiles) ->
                assertThat(inVocabulary(byCustomer(sample).get(customer).tiles()))
                    .containsExactlyInAnyOrderElementsOf(inVocabulary(tiles)));
    SampledCustomer seven = byCustomer(sample).get(new CustomerId("c7"));
    assertThat(seven.known().lines()).as("the third purchase became known later").isEqualTo(4);
    assertThat(seven.known().returned()).isEqualByComparingTo("2");
    assertThat(seven.known().spend()).isEqualByComparingTo("79");
    assertThat(byCustomer(sample).get(new CustomerId("c10")).row()).isEmpty();
    assertThat(seven.row().orElseThrow().batch()).hasSize(2).doesNotContain(Double.NaN);

    LeakProbe suspect = probe(altered(honest), 1_000, mean, linear);
    assertThat(passed(LeakSentinels.inspect(suspect, sampler().draw(suspect))))
        .containsEntry(Sentinel.FUTURE_SCRAMBLE, false)
        .containsEntry(Sentinel.POPULATION, false)
        .containsEntry(Sentinel.PARITY, false)
        .containsEntry(Sentinel.RECONCILIATION, true);
  }

  /** What features are made of: categories outside the vocabulary may be left out. */
  private static List<DailySpend> inVocabulary(List<DailySpend> tiles) {
    return tiles.stream().map(LeakSamplerContract::inVocabulary).toList();
  }

  private static DailySpend inVocabulary(DailySpend tile) {
    Map<String, BigDecimal> categories = new HashMap<>(tile.categories());
    categories.keySet().retainAll(CATALOGUE.categories());
    return new DailySpend(
        tile.day(),
        tile.knownDay(),
        tile.channel(),
        tile.spend(),
        tile.returned(),
        tile.discount(),
        tile.orders(),
        tile.lines(),
        tile.units(),
        categories);
  }

  /** One customer comes in from the future, one is lost, and one knows too much. */
  private FeatureTable altered(FeatureTable honest) {
    List<FeatureRow> rows = new ArrayList<>();
    for (FeatureRow row : lake().featureRows(honest)) {
      if (!row.asOf().equals(LAST_TEST) || !row.customer().value().equals("c1")) {
        rows.add(row);
      }
      if (row.asOf().equals(LAST_TEST) && row.customer().value().equals("c2")) {
        rows.remove(row);
        Map<String, Double> values = new HashMap<>(row.values());
        values.merge(CustomerFeatures.SPEND_LAST_HORIZON, 0.25, Double::sum);
        rows.add(new FeatureRow(row.customer(), row.asOf(), values, row.label()));
        rows.add(new FeatureRow(new CustomerId("c10"), row.asOf(), row.values(), row.label()));
      }
    }
    return with(honest, lake().features(FEATURES, rows));
  }

  private static FeatureTable with(FeatureTable honest, FeatureTable other) {
    return new FeatureTable(
        other.table(),
        honest.dailySpend(),
        other.fingerprint(),
        other.inputs(),
        other.horizon(),
        other.asOfs(),
        other.rows(),
        other.columns());
  }

  private static Map<CustomerId, SampledCustomer> byCustomer(LeakSample sample) {
    return sample.customers().stream()
        .collect(Collectors.toMap(SampledCustomer::customer, Function.identity()));
  }

  @Test
  void few_customers_are_the_same_ones_again_and_shuffling_moves_labels_within_a_date() {
    FeatureTable table = built();
    LeakProbe probe = probe(table, 20);
    Set<CustomerId> few = byCustomer(sampler().draw(probe)).keySet();
    assertThat(few).hasSizeBetween(5, 40).isEqualTo(byCustomer(sampler().draw(probe)).keySet());

    LeakProbe everybody = probe(table, 1_000);
    TrainingPanel shuffled = sampler().shuffled(everybody, 5);
    assertThat(shuffled.trainRows() + shuffled.testRows()).isEqualTo(shuffled.features().rows());
    assertThat(shuffled.features().inputs()).isEqualTo(table.inputs());
    Map<List<Object>, Optional<Double>> before = labels(table);
    Map<List<Object>, Optional<Double>> after = labels(shuffled.features());
    assertThat(after.keySet())
        .isEqualTo(
            before.keySet().stream()
                .filter(key -> !key.get(1).equals(PLAN.scoring()))
                .collect(Collectors.toSet()));
    for (AsOfDate asOf : List.of(PLAN.train().get(0), LAST_TEST)) {
      assertThat(sorted(after, asOf)).isEqualTo(sorted(before, asOf));
    }
    assertThat(after)
        .isNotEqualTo(
            before.entrySet().stream()
                .filter(entry -> after.containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    assertThat(labels(sampler().shuffled(everybody, 5).features())).isEqualTo(after);
    assertThat(labels(sampler().shuffled(everybody, 6).features())).isNotEqualTo(after);
  }

  private Map<List<Object>, Optional<Double>> labels(FeatureTable table) {
    return lake().featureRows(table).stream()
        .collect(Collectors.toMap(row -> List.of(row.customer(), row.asOf()), FeatureRow::label));
  }

  private static List<Double> sorted(Map<List<Object>, Optional<Double>> labels, AsOfDate asOf) {
    return labels.entrySet().stream()
        .filter(entry -> entry.getKey().get(1).equals(asOf))
        .map(entry -> entry.getValue().orElseThrow())
        .sorted(Comparator.naturalOrder())
        .toList();
  }
}
