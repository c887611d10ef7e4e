package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.CustomerId;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.Kind;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.LeakClass;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.feature.store.FeatureStore;
import io.spendcast.domain.feature.store.FeatureWork;
import io.spendcast.domain.feature.store.PopulationPast;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SpendTarget;
import io.spendcast.domain.sales.TableIngest;
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
import org.junit.jupiter.api.Test;

/** What every {@link FeatureStore} does. */
public abstract class FeatureStoreContract {
  private static final AsOfDate AS_OF = AsOfDate.parse("2001-03-01");
  private static final LocalDate DAY = AS_OF.day();
  private static final Horizon HORIZON = new Horizon(10, 3);
  private static final CustomerId ANN = new CustomerId("ann");
  private static final CustomerId BOB = new CustomerId("bob");
  private static final DateWindow ALL_DAYS =
      new DateWindow(LocalDate.of(1999, 1, 1), LocalDate.of(2002, 1, 1));
  private static final FeatureSet FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              List.of(SalesFixture.STORE, SalesFixture.WEB),
              HORIZON,
              Catalogue.WINDOWS,
              List.of("Books", "Music"),
              Catalogue.Inputs.ALL));

  private static final FeatureSet NET_FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              List.of(SalesFixture.STORE, SalesFixture.WEB),
              HORIZON,
              Catalogue.WINDOWS,
              List.of("Books", "Music"),
              Catalogue.Inputs.ALL,
              SpendTarget.NET));

  private static final FeatureSet OTHER_FEATURES =
      CustomerFeatures.forChannels(List.of(SalesFixture.WEB), HORIZON);

  /** The lake that the store works in; the same in the whole test. */
  protected abstract TestLake lake();

  /** A store in the lake. */
  protected abstract FeatureStore store();

  /** A store in the lake that takes off what comes back. */
  protected abstract FeatureStore netStore();

  private static DailySpend bought(LocalDate day, String amount) {
    return tile(day, SalesFixture.STORE, amount, "0", 1);
  }

  private static DailySpend tile(
      LocalDate day, Channel channel, String spend, String returned, int orders) {
    return DailySpend.of(
        day, channel, new BigDecimal(spend), new BigDecimal(returned), orders, orders, orders);
  }

  private FeatureTable build(Map<CustomerId, List<DailySpend>> sales, AsOfDate... asOfs) {
    return build(sales, ALL_DAYS, asOfs);
  }

  private FeatureTable build(
      Map<CustomerId, List<DailySpend>> sales, DateWindow salesDays, AsOfDate... asOfs) {
    return store().build(lake().sales(sales, salesDays), FEATURES, List.of(asOfs));
  }

  private Map<List<Object>, FeatureRow> rows(FeatureTable table) {
    Map<List<Object>, FeatureRow> rows = new HashMap<>();
    for (FeatureRow row : lake().featureRows(table)) {
      assertThat(rows.put(List.of(row.customer(), row.asOf()), row)).as("twice: %s", row).isNull();
    }
    return rows;
  }

  @Test
  void what_customers_need_to_know_of_the_others_is_kept_with_the_table() {
    Map<CustomerId, List<DailySpend>> sales = SalesFixture.sales(90, 21);
    FeatureTable table = build(sales, AS_OF);
    PopulationPast past = store().past(table, AS_OF);
    assertThat(past.purchases())
        .contains(
            InMemoryFeatureStore.purchases(sales.values(), List.of(AS_OF)).byAsOf().get(AS_OF));
    assertThat(past.firstDay())
        .isEqualTo(
            AS_OF
                .day()
                .minusDays(InMemoryFeatureStore.seasonOf(sales.values()).observedDays(AS_OF)));
    assertFails(Kind.NOT_FOUND, () -> store().past(table, AsOfDate.parse("1999-02-01")));
  }

  private FeatureRow row(FeatureTable table, CustomerId customer, AsOfDate asOf) {
    FeatureRow row = rows(table).get(List.of(customer, asOf));
    assertThat(row).as("row of %s at %s", customer, asOf).isNotNull();
    return row;
  }

  @Test
  void a_table_says_what_it_holds() {
    AsOfDate later = AsOfDate.parse("2001-04-01");
    FeatureTable table =
        build(
            Map.of(ANN, List.of(bought(DAY.minusDays(1), "5")), BOB, List.of(bought(DAY, "7"))),
            later,
            AS_OF);
    assertThat(table.asOfs()).containsExactly(AS_OF, later);
    assertThat(table.fingerprint()).isEqualTo(FEATURES.fingerprint());
    assertThat(table.inputs()).isEqualTo(FEATURES.inputs());
    assertThat(table.horizon()).isEqualTo(HORIZON);
    assertThat(table.rows()).isEqualTo(3);
    assertThat(rows(table).keySet())
        .containsExactlyInAnyOrder(List.of(ANN, AS_OF), List.of(ANN, later), List.of(BOB, later));
    assertThat(row(table, ANN, AS_OF).values()).containsOnlyKeys(FEATURES.names());
  }

  @Test
  void only_who_had_bought_before_the_as_of_date_has_a_row() {
    FeatureTable table =
        build(
            Map.of(
                ANN,
                List.of(bought(DAY.minusDays(1), "5")),
                BOB,
                List.of(bought(DAY, "5")),
                new CustomerId("returns only"),
                List.of(tile(DAY.minusDays(9), SalesFixture.WEB, "0", "5", 0))),
            AS_OF);
    assertThat(rows(table).keySet()).containsExactly(List.of(ANN, AS_OF));
  }

  @Test
  void who_bought_for_nothing_has_a_row() {
    FeatureTable table = build(Map.of(ANN, List.of(bought(DAY.minusDays(1), "0"))), AS_OF);
    assertThat(row(table, ANN, AS_OF).values())
        .containsEntry("avg_basket_value", 0.0)
        .containsEntry("days_since_last_purchase", 1.0);
  }

  private FeatureTable net(List<DailySpend> ann, AsOfDate... asOfs) {
    return netStore().build(lake().sales(Map.of(ANN, ann), ALL_DAYS), NET_FEATURES, List.of(asOfs));
  }

  @Test
  void an_order_that_comes_back_on_its_own_day_was_none() {
    DailySpend cancelled = tile(DAY.minusDays(2), SalesFixture.STORE, "168470", "168470", 1);
    DailySpend later = tile(DAY.plusDays(5), SalesFixture.STORE, "500", "500", 1);
    FeatureRow row =
        row(net(List.of(bought(DAY.minusDays(9), "50"), cancelled, later), AS_OF), ANN, AS_OF);
    assertThat(row.values())
        .containsEntry("total_store_sales", 50.0)
        .containsEntry("avg_basket_value", 50.0)
        .containsEntry("orders_last_90d", 1.0)
        .containsEntry("days_since_last_purchase", 9.0);
    assertThat(row.label()).contains(0.0);
    assertFails(Kind.INVALID, () -> net(List.of(cancelled), AS_OF));
  }

  @Test
  void what_comes_back_is_taken_off_from_that_day_on_and_no_earlier() {
    AsOfDate before = AS_OF.minusDays(20);
    List<DailySpend> tiles =
        List.of(
            bought(DAY.minusDays(30), "100"),
            tile(DAY.minusDays(10), SalesFixture.STORE, "0", "40", 0),
            bought(DAY.plusDays(4), "70"),
            tile(DAY.plusDays(6), SalesFixture.STORE, "0", "25", 0));
    FeatureTable table = net(tiles, before, AS_OF);
    assertThat(row(table, ANN, before).values()).containsEntry("total_store_sales", 100.0);
    assertThat(row(table, ANN, AS_OF).values())
        .containsEntry("total_store_sales", 60.0)
        .containsEntry("orders_last_90d", 1.0)
        .containsEntry("returned_last_365d", 40.0);
    assertThat(row(table, ANN, AS_OF).label()).contains(45.0);
    // In that window nothing was bought, and what came back is of another.
    assertThat(row(table, ANN, before).label()).contains(0.0);
    assertThat(row(build(Map.of(ANN, tiles), AS_OF), ANN, AS_OF).label()).contains(70.0);
  }

  @Test
  void net_features_have_another_identity() {
    assertThat(NET_FEATURES.names()).isEqualTo(FEATURES.names());
    assertThat(NET_FEATURES.fingerprint()).isNotEqualTo(FEATURES.fingerprint());
  }

  @Test
  void the_features_of_the_mission_are_right() {
    FeatureTable table =
        build(
            Map.of(
                ANN,
                List.of(
                    tile(DAY.minusDays(400), SalesFixture.STORE, "100.10", "0", 2),
                    tile(DAY.minusDays(31), SalesFixture.WEB, "20.02", "0", 1),
                    tile(DAY.minusDays(30), SalesFixture.WEB, "3.03", "1.50", 1),
                    tile(DAY, SalesFixture.WEB, "999", "0", 1))),
            AS_OF);
    Map<String, Double> values = row(table, ANN, AS_OF).values();
    assertThat(values.get("total_store_sales")).isCloseTo(100.10, within(1e-9));
    assertThat(values.get("total_web_sales")).isCloseTo(23.05, within(1e-9));
    assertThat(values.get("avg_basket_value")).isCloseTo(123.15 / 4, within(1e-9));
    assertThat(values.get("days_since_last_purchase")).isEqualTo(30);
    assertThat(values.get("rolling_30d_spend")).isCloseTo(3.03, within(1e-9));
  }

  @Test
  void what_cannot_be_known_is_null() {
    FeatureTable table = build(Map.of(ANN, List.of(bought(DAY.minusDays(9), "5"))), AS_OF);
    assertThat(row(table, ANN, AS_OF).values())
        .containsEntry("days_since_last_web_purchase", Double.NaN)
        .containsEntry("same_window_last_year_spend", Double.NaN)
        .containsEntry("horizon_season_weight", Double.NaN);
  }

  @Test
  void the_label_window_is_half_open_and_starts_after_the_gap() {
    List<Integer> days = List.of(-1, 0, 2, 3, 7, 12, 13);
    Map<CustomerId, List<DailySpend>> sales = new HashMap<>();
    days.forEach(day -> sales.put(buyer(day), List.of(longAgo(), bought(DAY.plusDays(day), "1"))));
    sales.put(
        ANN,
        days.stream().map(day -> bought(DAY.plusDays(day), Integer.toString(day + 50))).toList());
    FeatureTable table = build(sales, AS_OF);
    for (int day : days) {
      assertThat(row(table, buyer(day), AS_OF).label())
          .as("bought %s days after", day)
          .contains(day >= 3 && day < 13 ? 1.0 : 0.0);
    }
    assertThat(row(table, ANN, AS_OF).label()).contains(53.0 + 57 + 62);
  }

  private static CustomerId buyer(int day) {
    return new CustomerId("buyer " + day);
  }

  private static DailySpend longAgo() {
    return bought(DAY.minusDays(50), "1000");
  }

  @Test
  void a_correction_is_invisible_before_it_is_known() {
    DailySpend late =
        new DailySpend(
            DAY.minusDays(20),
            DAY.minusDays(1),
            SalesFixture.STORE,
            new BigDecimal("7"),
            BigDecimal.ZERO,
            new BigDecimal("3"),
            1,
            1,
            1,
            Map.of("Books", new BigDecimal("7")));
    FeatureTable table = build(Map.of(ANN, List.of(longAgo(), late)), AS_OF.minusDays(1), AS_OF);
    assertThat(row(table, ANN, AS_OF.minusDays(1)).values())
        .containsEntry("rolling_30d_spend", 0.0)
        .containsEntry("discount_rate", 0.0)
        .containsEntry("category_books_spend_share", 0.0);
    assertThat(row(table, ANN, AS_OF).values())
        .containsEntry("rolling_30d_spend", 7.0)
        .containsEntry("discount_rate", 3 / 1010.0)
        .containsEntry("category_books_spend_share", 7 / 1007.0)
        .containsEntry("category_other_spend_share", 1000 / 1007.0);
  }

  @Test
  void the_top_categories_are_those_of_what_was_known_before() {
    IngestReport sales =
        lake()
            .sales(
                Map.of(
                    ANN,
                    List.of(
                        of("Toys", DAY.minusDays(3), DAY.minusDays(3), "20"),
                        of("Books", DAY.minusDays(2), DAY.minusDays(2), "30"),
                        of("Music", DAY.minusDays(1), DAY.minusDays(1), "10"),
                        of("Shoes", DAY.minusDays(9), DAY, "99"),
                        of("Music", DAY, DAY, "99"))),
                ALL_DAYS);
    assertThat(store().topCategories(sales, AS_OF, 2)).containsExactly("Books", "Toys");
    store().update(sales);
    assertThat(store().topCategories(sales, AS_OF, 2)).containsExactly("Books", "Toys");
  }

  private static DailySpend of(String category, LocalDate day, LocalDate known, String amount) {
    BigDecimal spend = new BigDecimal(amount);
    return new DailySpend(
        day,
        known,
        SalesFixture.WEB,
        spend,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        1,
        1,
        1,
        Map.of(category, spend));
  }

  /** One store sees a life of sales; a second one in the same lake is asked only at the end. */
  @Test
  void what_is_built_step_by_step_equals_what_is_built_at_once() {
    AsOfDate early = AS_OF.minusMonths(3);
    AsOfDate late = AS_OF.minusMonths(-1);
    Map<CustomerId, List<DailySpend>> sales = new TreeMap<>(byName());
    sales.putAll(SalesFixture.sales(12, 14));
    DateWindow until = new DateWindow(ALL_DAYS.from(), DAY.plusDays(40));
    IngestReport first = lake().sales(sales, until);
    FeatureTable built = store().build(first, FEATURES, List.of(early, AS_OF));
    Map<List<Object>, FeatureRow> before = rows(built);
    assertThat(store().plan(first, FEATURES, List.of(early, AS_OF)).compute()).isEmpty();
    assertThat(store().plan(first, FEATURES, List.of(early, AS_OF, late)).compute())
        .containsExactly(late);
    sales.put(BOB, List.of(bought(DAY.minusDays(20), "5"), bought(DAY.plusDays(5), "8")));
    IngestReport second = lake().sales(sales, until);
    FeatureWork work = store().plan(second, FEATURES, List.of(early, AS_OF, late));
    assertThat(work.compute()).containsExactly(AS_OF, late);
    assertThat(work.keep()).containsExactly(early);
    assertThat(work.change().days()).contains(Set.of(DAY.minusDays(20), DAY.plusDays(5)));
    FeatureTable stepped = store().build(second, FEATURES, List.of(early, AS_OF, late));
    assertThat(stepped.content(List.of(early))).isEqualTo(built.content(List.of(early)));
    assertThat(stepped.content(List.of(AS_OF))).isNotEqualTo(built.content(List.of(AS_OF)));
    Map<List<Object>, FeatureRow> steps = rows(stepped);
    before.forEach((key, row) -> assertThat(ownPast(steps.get(key))).isEqualTo(ownPast(row)));
    store().build(second, OTHER_FEATURES, List.of(AS_OF));
    FeatureTable atOnce = store().build(second, FEATURES, List.of(early, AS_OF, late));
    assertThat(steps).isEqualTo(rows(atOnce)).hasSize((int) atOnce.rows());
    assertThat(stepped.rows()).isEqualTo(atOnce.rows());
  }

  /** What another customer's sales must not change. */
  private static Map<String, Double> ownPast(FeatureRow row) {
    Map<String, Double> values = new TreeMap<>(row.values());
    FEATURES.definitions().stream()
        .filter(feature -> feature.aggregation().leakClass() != LeakClass.OWN_PAST)
        .forEach(feature -> values.remove(feature.name()));
    return values;
  }

  @Test
  void a_label_exists_only_when_its_window_has_closed() {
    Map<CustomerId, List<DailySpend>> sales = Map.of(ANN, List.of(bought(DAY.minusDays(9), "5")));
    DateWindow closed = new DateWindow(ALL_DAYS.from(), DAY.plusDays(13));
    DateWindow open = new DateWindow(ALL_DAYS.from(), DAY.plusDays(12));
    assertThat(row(build(sales, closed, AS_OF), ANN, AS_OF).label()).contains(0.0);
    assertThat(row(build(sales, open, AS_OF), ANN, AS_OF).label()).isEmpty();
  }

  @Test
  void scrambling_the_future_leaves_features_as_they_were() {
    Map<CustomerId, List<DailySpend>> sales = SalesFixture.sales(25, 11);
    FeatureTable before = build(sales, AS_OF);
    Map<List<Object>, FeatureRow> was = rows(before);
    Map<CustomerId, List<DailySpend>> scrambled = new TreeMap<>(byName());
    sales.forEach((customer, tiles) -> scrambled.put(customer, scrambled(tiles)));
    scrambled.put(new CustomerId("new"), List.of(bought(DAY, "123456")));
    Map<List<Object>, FeatureRow> is = rows(build(scrambled, AS_OF));
    assertThat(is.keySet()).isEqualTo(was.keySet());
    was.forEach((key, row) -> assertThat(is.get(key).values()).isEqualTo(row.values()));
  }

  private static List<DailySpend> scrambled(List<DailySpend> tiles) {
    List<DailySpend> changed = new ArrayList<>();
    for (DailySpend tile : tiles) {
      if (tile.day().isBefore(DAY)) {
        changed.add(tile);
      } else if (tile.units() % 2 == 0) {
        changed.add(tile(tile.day().plusDays(5), SalesFixture.WEB, "77777.77", "55.55", 3));
      }
    }
    changed.add(tile(DAY, SalesFixture.STORE, "88888.88", "1", 2));
    return changed;
  }

  private static Comparator<CustomerId> byName() {
    return Comparator.comparing(CustomerId::value);
  }

  @Test
  void every_value_is_what_the_calculator_says() {
    Map<CustomerId, List<DailySpend>> sales = SalesFixture.sales(90, 12);
    List<AsOfDate> asOfs =
        List.of(AsOfDate.parse("1998-11-01"), AsOfDate.parse("2000-02-29"), AS_OF);
    FeatureTable table = build(sales, asOfs.toArray(AsOfDate[]::new));
    FeatureCalculator calculator =
        new FeatureCalculator(
            FEATURES,
            InMemoryFeatureStore.seasonOf(sales.values()),
            InMemoryFeatureStore.purchases(sales.values(), asOfs),
            asOfs);
    Map<List<Object>, FeatureRow> rows = rows(table);
    int checked = 0;
    for (AsOfDate asOf : asOfs) {
      for (CustomerId customer : sales.keySet()) {
        SpendHistory history = SpendHistory.of(sales.get(customer));
        FeatureRow row = rows.get(List.of(customer, asOf));
        assertThat(row != null).isEqualTo(calculator.inPopulation(history, asOf));
        if (row != null) {
          assertClose(row.values(), calculator.features(history, asOf));
          assertThat(row.label().orElseThrow())
              .isCloseTo(calculator.label(history, asOf), within(1e-6));
          checked++;
        }
      }
    }
    assertThat(table.rows()).isEqualTo(checked);
    assertThat(rows.values())
        .as("both where the model of buying is degenerate and where it is not")
        .anyMatch(row -> row.values().get(CustomerFeatures.SPEND_EXPECTED).isNaN())
        .anyMatch(row -> !row.values().get(CustomerFeatures.SPEND_EXPECTED).isNaN());
  }

  private static void assertClose(Map<String, Double> values, double[] expected) {
    Map<String, Double> named = InMemoryFeatureStore.named(FEATURES, expected);
    named.forEach(
        (name, value) -> {
          if (value.isNaN()) {
            assertThat(values.get(name)).as(name).isNaN();
          } else {
            assertThat(values.get(name))
                .as(name)
                .isCloseTo(value, within(1e-9 + 1e-9 * Math.abs(value)));
          }
        });
  }

  @Test
  void the_same_input_gives_the_same_values_and_fingerprint() {
    Map<CustomerId, List<DailySpend>> sales = SalesFixture.sales(25, 13);
    FeatureTable first = build(sales, AS_OF);
    Map<List<Object>, FeatureRow> rows = rows(first);
    FeatureTable second = build(sales, AS_OF);
    assertThat(rows(second)).isEqualTo(rows);
    assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
    assertThat(second.rows()).isEqualTo(first.rows());
  }

  @Test
  void a_table_stays_as_it_was_after_later_builds() {
    FeatureTable first = build(Map.of(ANN, List.of(bought(DAY.minusDays(9), "5"))), AS_OF);
    Map<List<Object>, FeatureRow> rows = rows(first);
    build(Map.of(BOB, List.of(bought(DAY.minusDays(9), "6"))), AS_OF);
    assertThat(rows(first)).isEqualTo(rows);
  }

  @Test
  void orders_of_one_day_count_one_by_one() {
    FeatureTable table =
        build(
            Map.of(
                ANN,
                List.of(
                    bought(DAY.minusDays(9), "5"),
                    bought(DAY.minusDays(9), "7"),
                    tile(DAY.minusDays(9), SalesFixture.WEB, "6", "0", 2))),
            AS_OF);
    assertThat(row(table, ANN, AS_OF).values())
        .containsEntry("orders_last_90d", 4.0)
        .containsEntry("avg_basket_value", 4.5);
  }

  @Test
  void an_as_of_date_before_the_first_sale_is_refused() {
    Map<CustomerId, List<DailySpend>> sales = Map.of(ANN, List.of(bought(DAY, "5")));
    assertFails(Kind.INVALID, () -> build(sales, AS_OF.minusMonths(-1), AS_OF));
  }

  @Test
  void sales_that_are_gone_are_not_found() {
    IngestReport report = lake().sales(Map.of(ANN, List.of(bought(DAY, "5"))), ALL_DAYS);
    List<TableIngest> gone =
        report.tables().stream().map(FeatureStoreContract::atUnknownVersion).toList();
    IngestReport broken = new IngestReport(report.source(), gone, report.salesDays());
    assertFails(
        Kind.NOT_FOUND,
        () -> store().build(broken, FEATURES, List.of(AsOfDate.parse("2001-04-01"))));
  }

  private static TableIngest atUnknownVersion(TableIngest table) {
    return new TableIngest(
        new TableVersion(table.table().table(), 9_999),
        Optional.empty(),
        table.rowsIn(),
        table.rowsKept(),
        table.rowsQuarantined(),
        table.rowsRepaired(),
        table.moneyIn(),
        table.moneyKept(),
        table.moneyQuarantined(),
        table.reasons());
  }
}
