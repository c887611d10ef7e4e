package io.spendcast.domain.feature.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchaseModel;
import io.spendcast.domain.feature.Aggregation;
import io.spendcast.domain.feature.Catalogue;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.NaiveFeatures;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.season.Season;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FeatureCalculatorTest {
  private static final LocalDate START = LocalDate.of(2000, 1, 1);
  private static final int DAYS = 4 * 365;
  private static final List<Channel> CHANNELS = List.of(new Channel("store"), new Channel("web"));

  /** Every aggregation over windows that touch, nest and exceed the history. */
  private static final FeatureSet FEATURES =
      CustomerFeatures.of(
          new Catalogue(
              CHANNELS,
              new Horizon(30, 5),
              List.of(1, 7, 30, 90, 366, 4000),
              List.of("a", "b"),
              Catalogue.Inputs.ALL));

  private static final PurchaseModel MODEL = model(1);

  private static PurchaseModel model(double currency) {
    return PurchaseFit.parse(
            "r=0.6 alpha=9.5 a=0.7 b=2.5 p=4.1 q=3.2 v=%s (made up)".formatted(60 * currency))
        .model()
        .orElseThrow();
  }

  /** A third of a month counts for up to twice as much as another. */
  private static Season season() {
    return new Season(
        IntStream.range(0, 36).mapToObj(third -> 0.75 + third * 7 % 36 / 48.0).toList());
  }

  /** Tiles over four years with a leap day, ties, repeats, returns only and late corrections. */
  @Provide
  Arbitrary<List<DailySpend>> tiles() {
    return Combinators.combine(
            Arbitraries.integers().between(0, DAYS),
            Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(5, Arbitraries.just(0)),
                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(1, 400))),
            Arbitraries.of(CHANNELS),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.longs().between(0, 1_000_000),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("a", "b", "c"))
        .as(FeatureCalculatorTest::tile)
        .list()
        .ofMaxSize(40);
  }

  private static DailySpend tile(
      int day, int late, Channel channel, long spend, long other, int orders, String category) {
    return new DailySpend(
        START.plusDays(day),
        START.plusDays((long) day + late),
        channel,
        BigDecimal.valueOf(spend, 4),
        BigDecimal.valueOf(other, 4),
        BigDecimal.valueOf(other, 3),
        orders,
        orders * 2L,
        orders * 5L,
        Map.of(category, BigDecimal.valueOf(spend / 2, 4)));
  }

  @Provide
  Arbitrary<AsOfDate> asOfs() {
    return Arbitraries.integers().between(1, DAYS).map(day -> new AsOfDate(START.plusDays(day)));
  }

  @Property(tries = 400)
  void every_feature_is_what_walking_over_the_tiles_gives(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    double[] values = features(tiles, asOf);
    NaiveFeatures naive = new NaiveFeatures(tiles, population(tiles), MODEL, season(), asOf);
    for (int i = 0; i < values.length; i++) {
      FeatureDefinition feature = FEATURES.definitions().get(i);
      double expected = naive.value(feature, FEATURES);
      if (Double.isNaN(expected)) {
        assertThat(values[i]).as(feature.name()).isNaN();
      } else {
        assertThat(values[i])
            .as(feature.name())
            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
      }
    }
  }

  @Test
  void the_catalogue_uses_every_aggregation_and_measure() {
    assertThat(FEATURES.definitions())
        .extracting(FeatureDefinition::aggregation)
        .contains(Aggregation.values());
    assertThat(FEATURES.definitions())
        .extracting(FeatureDefinition::measure)
        .contains(Measure.values());
  }

  @Property(tries = 200)
  void the_order_of_tiles_does_not_matter(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> shuffled = new ArrayList<>(tiles);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(features(shuffled, asOf)).isEqualTo(features(tiles, asOf));
  }

  @Property(tries = 200)
  void splitting_tiles_does_not_matter(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> split =
        tiles.stream().flatMap(tile -> Stream.of(part(tile, 1), part(tile, 0))).toList();
    assertThat(features(split, asOf)).isEqualTo(features(tiles, asOf));
  }

  /** One ten-thousandth and one order, or the rest of them. */
  private static DailySpend part(DailySpend tile, int first) {
    BigDecimal some = BigDecimal.valueOf(1, 4);
    return new DailySpend(
        tile.day(),
        tile.knownDay(),
        tile.channel(),
        first == 1 ? some : tile.spend().subtract(some),
        first == 1 ? some : tile.returned().subtract(some),
        first == 1 ? some : tile.discount().subtract(some),
        first == 1 ? Math.min(1, tile.orders()) : Math.max(0, tile.orders() - 1),
        first == 1 ? 0 : tile.lines(),
        first == 1 ? 0 : tile.units(),
        first == 1 ? Map.of() : tile.categories());
  }

  @Property(tries = 200)
  void nothing_that_happens_or_becomes_known_later_changes_a_feature(
      @ForAll("tiles") List<DailySpend> tiles,
      @ForAll("tiles") List<DailySpend> others,
      @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> scrambled =
        Stream.concat(
                tiles.stream().filter(tile -> tile.knownDay().isBefore(asOf.day())),
                others.stream().filter(tile -> !tile.knownDay().isBefore(asOf.day())))
            .toList();
    assertThat(features(scrambled, asOf)).isEqualTo(features(tiles, asOf));
    assertThat(calculator(scrambled, asOf).inPopulation(SpendHistory.of(scrambled), asOf))
        .isEqualTo(calculator(tiles, asOf).inPopulation(SpendHistory.of(tiles), asOf));
  }

  @Property(tries = 200)
  void another_currency_scales_money_and_nothing_else(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    double[] before = features(tiles, asOf);
    List<DailySpend> doubled = tiles.stream().map(FeatureCalculatorTest::doubled).toList();
    double[] after = calculator(doubled, model(2), asOf).features(SpendHistory.of(doubled), asOf);
    for (int i = 0; i < before.length; i++) {
      FeatureDefinition feature = FEATURES.definitions().get(i);
      boolean money = feature.unit().startsWith("currency");
      assertThat(after[i])
          .as(feature.name())
          .isEqualTo(Double.valueOf(money ? 2 * before[i] : before[i]));
    }
  }

  private static DailySpend doubled(DailySpend tile) {
    BigDecimal two = BigDecimal.valueOf(2);
    return new DailySpend(
        tile.day(),
        tile.knownDay(),
        tile.channel(),
        tile.spend().multiply(two),
        tile.returned().multiply(two),
        tile.discount().multiply(two),
        tile.orders(),
        tile.lines(),
        tile.units(),
        Map.of(
            tile.categories().keySet().iterator().next(),
            tile.categories().values().iterator().next().multiply(two)));
  }

  @Test
  void a_correction_counts_from_the_day_after_it_became_known() {
    LocalDate day = LocalDate.of(2001, 3, 1);
    List<DailySpend> tiles =
        List.of(
            DailySpend.of(day, CHANNELS.get(0), BigDecimal.TEN, BigDecimal.ZERO, 1, 1, 1),
            new DailySpend(
                day,
                day.plusDays(7),
                CHANNELS.get(0),
                BigDecimal.valueOf(-4),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                0,
                0,
                0,
                Map.of()));
    int total = FEATURES.names().indexOf("total_store_sales");
    assertThat(features(tiles, new AsOfDate(day.plusDays(7)))[total]).isEqualTo(10);
    assertThat(features(tiles, new AsOfDate(day.plusDays(8)))[total]).isEqualTo(6);
  }

  @Test
  void refuses_an_as_of_date_that_it_is_not_prepared_for() {
    AsOfDate asOf = new AsOfDate(START);
    FeatureCalculator calculator = calculator(List.of(), asOf);
    assertThatThrownBy(
            () -> calculator.features(SpendHistory.of(List.of()), new AsOfDate(START.plusDays(1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2000-01-02");
  }

  private static double[] features(List<DailySpend> tiles, AsOfDate asOf) {
    return calculator(tiles, asOf).features(SpendHistory.of(tiles), asOf);
  }

  private static FeatureCalculator calculator(List<DailySpend> tiles, AsOfDate asOf) {
    return calculator(tiles, MODEL, asOf);
  }

  private static FeatureCalculator calculator(
      List<DailySpend> tiles, PurchaseModel model, AsOfDate asOf) {
    return new FeatureCalculator(
        FEATURES,
        PopulationDays.of(population(tiles)),
        new PurchaseFits(
            Map.of(
                asOf,
                new PurchaseFit(Optional.of(model), Optional.of(model), season(), "made up"))),
        List.of(asOf));
  }

  /** The customer is the whole population here, so the length of the history counts as well. */
  private static List<DayTotal> population(List<DailySpend> tiles) {
    List<DayTotal> totals = new ArrayList<>();
    LocalDate opening = START.minusDays(1);
    totals.add(new DayTotal(opening, opening, BigDecimal.ZERO));
    tiles.forEach(tile -> totals.add(new DayTotal(tile.day(), tile.knownDay(), tile.spend())));
    return totals;
  }
}
