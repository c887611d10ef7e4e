package io.spendcast.domain.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchaseModel;
import io.spendcast.domain.btyd.PurchaseRecord;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.PurchaseSample;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.season.Season;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The customers of CDNOW that Fader, Hardie and Lee published parameters of, from the Python
 * package lifetimes. Its directory of data sets is in {@code SPENDCAST_LIFETIMES}: {@code pip
 * install --no-deps --target DIR lifetimes==0.11.3} puts them into DIR/lifetimes/datasets.
 */
class PublishedCdnowTest {
  private static final AsOfDate AS_OF = AsOfDate.parse("1997-10-01");
  private static final int HOLDOUT = 273;

  /** What the published parameters expect in the 39 weeks after, by 0 to 4 repeats and more. */
  private static final double[] BY_REPEATS = {0.225, 0.523, 1.044, 1.520, 2.164, 4.554};

  private static Path directory;

  @BeforeAll
  static void find_the_customers() {
    String place = System.getenv("SPENDCAST_LIFETIMES");
    String missing = "SPENDCAST_LIFETIMES does not name the data sets of the package lifetimes";
    if ("true".equals(System.getenv("SPENDCAST_REQUIRE_SERVERS"))) {
      assertThat(place).as(missing).isNotNull();
    }
    assumeThat(place).as(missing).isNotNull();
    directory = Path.of(place);
  }

  private static void assertPublished(PurchaseModel found, double percent) {
    assertThat(found.buying().r()).isCloseTo(0.243, withinPercentage(percent));
    assertThat(found.buying().alpha()).isCloseTo(4.414, withinPercentage(percent));
    assertThat(found.buying().a()).isCloseTo(0.793, withinPercentage(percent));
    assertThat(found.buying().b()).isCloseTo(2.426, withinPercentage(percent));
  }

  @Test
  void the_summary_of_the_customers_gives_the_published_parameters() throws IOException {
    List<PurchaseRecord> records =
        Files.readAllLines(directory.resolve("cdnow_customers_summary_with_transactions.csv"))
            .stream()
            .skip(1)
            .map(line -> line.split(","))
            .map(
                cells ->
                    new PurchaseRecord(
                        Integer.parseInt(cells[1]),
                        Double.parseDouble(cells[2]),
                        Double.parseDouble(cells[3]),
                        Double.parseDouble(cells[4])))
            .toList();
    PurchaseModel found = PurchaseFit.of(records).model().orElseThrow();
    assertThat(records).hasSize(2_357);
    assertPublished(found, 0.25);
    assertThat(found.value().p()).isCloseTo(6.25, withinPercentage(0.5));
    assertThat(found.value().q()).isCloseTo(3.74, withinPercentage(0.5));
    assertThat(found.value().v()).isCloseTo(15.45, withinPercentage(0.5));
  }

  /** A history of nine months knows no season. Its last day counts, so that all are a day older. */
  @Test
  void their_lines_give_the_same_through_the_features() throws IOException {
    List<List<DailySpend>> customers = customers();
    PurchaseFit fit = fit(customers);
    assertThat(customers).hasSize(2_357);
    assertThat(fit.season()).isEqualTo(Season.UNKNOWN);
    assertPublished(fit.model().orElseThrow(), 3);
  }

  @Test
  void by_how_often_customers_bought_the_forecasts_are_those_of_the_published_model()
      throws IOException {
    List<List<DailySpend>> customers = customers();
    FeatureSet features =
        CustomerFeatures.forChannels(List.of(new Channel("shop")), new Horizon(HOLDOUT, 0));
    FeatureCalculator calculator =
        new FeatureCalculator(
            features,
            PopulationDays.of(totals(customers)),
            new PurchaseFits(Map.of(AS_OF, fit(customers))),
            List.of(AS_OF));
    int expected = features.names().indexOf("btyd_expected_orders");
    double[][] sums = new double[BY_REPEATS.length][2];
    double bought = 0;
    double forecast = 0;
    for (List<DailySpend> tiles : customers) {
      double orders = calculator.features(SpendHistory.of(tiles), AS_OF)[expected];
      double[] bin =
          sums[Math.min(BY_REPEATS.length, days(tiles, LocalDate.EPOCH, AS_OF.day())) - 1];
      bin[0]++;
      bin[1] += orders;
      forecast += orders;
      bought += days(tiles, AS_OF.day(), AS_OF.day().plusDays(HOLDOUT));
    }
    for (int repeats = 0; repeats < sums.length; repeats++) {
      assertThat(sums[repeats][1] / sums[repeats][0])
          .as("%s repeats", repeats)
          .isCloseTo(BY_REPEATS[repeats], withinPercentage(2.5));
    }
    // The published model itself expects an eighth less than was then bought.
    assertThat(forecast).isCloseTo(bought, withinPercentage(15));
  }

  private static PurchaseFit fit(List<List<DailySpend>> customers) {
    PurchaseSample sample =
        new PurchaseSample(PopulationDays.of(totals(customers)), List.of(AS_OF));
    return PurchaseFit.of(
        customers.stream()
            .flatMap(tiles -> sample.past(SpendHistory.of(tiles), AS_OF).stream())
            .toList(),
        sample.years(AS_OF).known());
  }

  private static int days(List<DailySpend> tiles, LocalDate from, LocalDate until) {
    DateWindow window = new DateWindow(from, until);
    return (int) tiles.stream().map(DailySpend::day).filter(window::contains).distinct().count();
  }

  private static List<DayTotal> totals(List<List<DailySpend>> customers) {
    return customers.stream()
        .flatMap(List::stream)
        .map(tile -> new DayTotal(tile.day(), tile.day(), tile.spend()))
        .toList();
  }

  private static List<List<DailySpend>> customers() throws IOException {
    Map<String, List<DailySpend>> byCustomer = new TreeMap<>();
    for (String line : Files.readAllLines(directory.resolve("CDNOW_sample.txt"))) {
      String[] cells = line.strip().split("\\s+", -1);
      byCustomer
          .computeIfAbsent(cells[1], any -> new ArrayList<>())
          .add(
              DailySpend.of(
                  LocalDate.parse(cells[2], DateTimeFormatter.BASIC_ISO_DATE),
                  new Channel("shop"),
                  new BigDecimal(cells[4]),
                  BigDecimal.ZERO,
                  1,
                  1,
                  Long.parseLong(cells[3])));
    }
    return List.copyOf(byCustomer.values());
  }
}
