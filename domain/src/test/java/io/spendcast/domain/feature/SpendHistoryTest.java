package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.feature.FeatureDefinition.ChannelFilter;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpendHistoryTest {
  private static final LocalDate START = LocalDate.of(2000, 1, 1);
  private static final List<Channel> CHANNELS = List.of(new Channel("store"), new Channel("web"));
  private static final FeatureSet FEATURES =
      CustomerFeatures.forChannels(CHANNELS, new Horizon(30, 5));

  /** Tiles over four years with a leap day, ties and repeats; some days only have returns. */
  @Provide
  Arbitrary<List<DailySpend>> tiles() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4 * 365),
            Arbitraries.of(CHANNELS),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.longs().between(0, 1_000_000),
            Arbitraries.integers().between(0, 3))
        .as(
            (day, channel, spend, returned, orders) ->
                new DailySpend(
                    START.plusDays(day),
                    channel,
                    BigDecimal.valueOf(spend, 4),
                    BigDecimal.valueOf(returned, 4),
                    orders,
                    orders * 2L,
                    orders * 5L))
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<AsOfDate> asOfs() {
    return Arbitraries.integers().between(1, 4 * 365).map(day -> new AsOfDate(START.plusDays(day)));
  }

  @Property(tries = 300)
  void sums_equal_a_naive_sum_for_every_measure_and_channel(
      @ForAll("tiles") List<DailySpend> tiles,
      @ForAll("asOfs") AsOfDate from,
      @ForAll("asOfs") AsOfDate until) {
    DateWindow window =
        from.compareTo(until) <= 0
            ? new DateWindow(from.day(), until.day())
            : new DateWindow(until.day(), from.day());
    SpendHistory history = SpendHistory.of(tiles);
    for (Measure measure : Measure.values()) {
      for (ChannelFilter channel : channelFilters()) {
        assertThat(history.sum(measure, channel, window))
            .isEqualTo(naive(tiles, measure, channel, window));
      }
    }
  }

  private static List<ChannelFilter> channelFilters() {
    return Stream.concat(Stream.of(ChannelFilter.ALL), CHANNELS.stream().map(ChannelFilter::only))
        .toList();
  }

  private static double naive(
      List<DailySpend> tiles, Measure measure, ChannelFilter channel, DateWindow window) {
    BigDecimal sum = BigDecimal.ZERO;
    for (DailySpend tile : tiles) {
      boolean ofChannel =
          channel.equals(ChannelFilter.ALL) || tile.channel().name().equals(channel.name());
      if (ofChannel && !tile.day().isBefore(window.from()) && tile.day().isBefore(window.until())) {
        sum = sum.add(value(tile, measure));
      }
    }
    return sum.doubleValue();
  }

  private static BigDecimal value(DailySpend tile, Measure measure) {
    return switch (measure) {
      case SPEND -> tile.spend();
      case RETURNED -> tile.returned();
      case ORDERS -> BigDecimal.valueOf(tile.orders());
      case LINES -> BigDecimal.valueOf(tile.lines());
      case UNITS -> BigDecimal.valueOf(tile.units());
    };
  }

  @Property(tries = 200)
  void the_order_of_tiles_does_not_matter(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> shuffled = new ArrayList<>(tiles);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(features(shuffled, asOf)).isEqualTo(features(tiles, asOf));
  }

  @Property(tries = 200)
  void nothing_on_or_after_the_as_of_date_changes_a_feature(
      @ForAll("tiles") List<DailySpend> tiles,
      @ForAll("tiles") List<DailySpend> others,
      @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> scrambled =
        Stream.concat(
                tiles.stream().filter(tile -> tile.day().isBefore(asOf.day())),
                others.stream().filter(tile -> !tile.day().isBefore(asOf.day())))
            .toList();
    assertThat(features(scrambled, asOf)).isEqualTo(features(tiles, asOf));
    assertThat(calculator(scrambled, asOf).inPopulation(SpendHistory.of(scrambled), asOf))
        .isEqualTo(calculator(tiles, asOf).inPopulation(SpendHistory.of(tiles), asOf));
  }

  @Property(tries = 200)
  void another_currency_scales_money_and_nothing_else(
      @ForAll("tiles") List<DailySpend> tiles, @ForAll("asOfs") AsOfDate asOf) {
    List<DailySpend> doubled = tiles.stream().map(SpendHistoryTest::doubled).toList();
    double[] before = features(tiles, asOf);
    double[] after = features(doubled, asOf);
    for (int i = 0; i < before.length; i++) {
      boolean money = FEATURES.definitions().get(i).unit().startsWith("currency");
      assertThat(after[i]).isEqualTo(Double.valueOf(money ? 2 * before[i] : before[i]));
    }
  }

  private static DailySpend doubled(DailySpend tile) {
    BigDecimal two = BigDecimal.valueOf(2);
    return new DailySpend(
        tile.day(),
        tile.channel(),
        tile.spend().multiply(two),
        tile.returned().multiply(two),
        tile.orders(),
        tile.lines(),
        tile.units());
  }

  private static double[] features(List<DailySpend> tiles, AsOfDate asOf) {
    return calculator(tiles, asOf).features(SpendHistory.of(tiles), asOf);
  }

  /** The customer is the whole population here, so the season is at stake as well. */
  private static FeatureCalculator calculator(List<DailySpend> tiles, AsOfDate asOf) {
    Map<LocalDate, BigDecimal> spendByDay = new TreeMap<>();
    spendByDay.put(START.minusDays(1), BigDecimal.ZERO);
    tiles.forEach(tile -> spendByDay.merge(tile.day(), tile.spend(), BigDecimal::add));
    return new FeatureCalculator(FEATURES, SeasonProfile.of(spendByDay), List.of(asOf));
  }
}
