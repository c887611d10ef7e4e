package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.btyd.GammaGamma;
import io.spendcast.domain.btyd.PurchaseModel;
import io.spendcast.domain.btyd.PurchaseRecord;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.season.Season;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The meaning of every feature once more, by walking over lists: slow, obvious, independent. */
public record NaiveFeatures(
    List<DailySpend> tiles,
    List<DayTotal> population,
    PurchaseModel model,
    Season season,
    AsOfDate asOf) {
  private static final double NULL = Double.NaN;

  public double value(FeatureDefinition feature, FeatureSet set) {
    SalesFilter sales = feature.sales();
    Measure measure = feature.measure();
    LocalDate from =
        feature.window().days() == 0
            ? LocalDate.MIN
            : asOf.day().minusDays(feature.window().days());
    double sum = sum(measure, sales, from, asOf.day());
    double orders = sum(Measure.ORDERS, sales, from, asOf.day());
    double spend = sum(Measure.SPEND, sales, from, asOf.day());
    List<LocalDate> days = orderDays(sales, from);
    List<LocalDate> ever = orderDays(sales, LocalDate.MIN);
    return switch (feature.aggregation()) {
      case SUM -> sum;
      case RATE_30D -> sum / observed() * 30;
      case RATE_TENURE -> repeats(measure, sales) / tenure() * set.horizon().days();
      case PER_ORDER -> over(sum, orders);
      case PER_UNIT -> over(sum, sum(Measure.UNITS, sales, from, asOf.day()));
      case PER_SPEND -> over(sum, spend);
      case DISCOUNT_RATE -> over(sum, spend + sum);
      case SHARE -> over(sum, sum(measure, SalesFilter.ALL, from, asOf.day()));
      case OTHER_SHARE -> over(spend - named(set), spend);
      case CHANGE -> sum - sum(measure, sales, from.minusDays(feature.window().days()), from);
      case DAYS_SINCE_LAST ->
          bounded(feature, ever.isEmpty() ? NULL : until(last(ever), asOf.day()));
      case DAYS_SINCE_FIRST ->
          bounded(feature, ever.isEmpty() ? NULL : until(ever.get(0), asOf.day()));
      case LAST_IS_HERE -> lastIsHere(days, orderDays(SalesFilter.ALL, from));
      case FIRST_DAY ->
          days.isEmpty() ? NULL : sum(measure, sales, days.get(0), days.get(0).plusDays(1));
      case GAP_MEAN -> bounded(feature, mean(gaps(ever)));
      case GAP_VARIATION -> gaps(days).size() < 2 ? NULL : deviation(gaps(days)) / mean(gaps(days));
      case GAPS_SINCE_LAST ->
          days.size() < 2 ? NULL : until(days.get(days.size() - 1), asOf.day()) / mean(gaps(days));
      case BLOCK_MEAN -> mean(blocks(measure, sales));
      case BLOCK_MAX -> blocks(measure, sales).stream().mapToDouble(v -> v).max().orElse(NULL);
      case BLOCK_TREND -> slope(blocks(measure, sales));
      case BLOCK_EMPTY -> mean(blocks(measure, sales).stream().map(v -> v == 0 ? 1.0 : 0).toList());
      case LAST_YEAR -> lastYear(measure, sales, set);
      case RATE_SEASON -> sum / historyWeight() * horizonWeight(set);
      case RATE_TENURE_SEASON -> repeats(measure, sales) / tenureWeight() * horizonWeight(set);
      case ALIVE_PROBABILITY -> alive(purchases(false));
      case EXPECTED_ORDERS -> orders(set, false);
      case EXPECTED_BASKET -> basket(purchases(false));
      case EXPECTED_SPEND -> orders(set, false) * basket(purchases(false));
      case EXPECTED_SPEND_IN_SEASON -> orders(set, true) * basket(purchases(true));
      case SEASON_WEIGHT -> horizonWeight(set);
      case OBSERVED_DAYS -> observed();
      case FULL_LOOKBACK -> observed() >= feature.window().days() ? 1 : 0;
    };
  }

  private double sum(Measure measure, SalesFilter sales, LocalDate from, LocalDate until) {
    BigDecimal sum = BigDecimal.ZERO;
    for (DailySpend tile : visible(sales)) {
      if (!tile.day().isBefore(from) && tile.day().isBefore(until)) {
        sum = sum.add(sales.isOfCategory() ? ofCategory(tile, sales) : value(tile, measure));
      }
    }
    return sum.doubleValue();
  }

  private List<DailySpend> visible(SalesFilter sales) {
    Predicate<DailySpend> matches =
        tile -> sales.channel().equals("*") || sales.channel().equals(tile.channel().name());
    return tiles.stream()
        .filter(matches)
        .filter(tile -> tile.day().isBefore(asOf.day()) && tile.knownDay().isBefore(asOf.day()))
        .toList();
  }

  private static BigDecimal ofCategory(DailySpend tile, SalesFilter sales) {
    return tile.categories().getOrDefault(sales.category(), BigDecimal.ZERO);
  }

  private static BigDecimal value(DailySpend tile, Measure measure) {
    boolean weekend =
        tile.day().getDayOfWeek() == DayOfWeek.SATURDAY
            || tile.day().getDayOfWeek() == DayOfWeek.SUNDAY;
    return switch (measure) {
      case SPEND -> tile.spend();
      case RETURNED -> tile.returned();
      case DISCOUNT -> tile.discount();
      case ORDERS -> BigDecimal.valueOf(tile.orders());
      case WEEKEND_ORDERS -> BigDecimal.valueOf(weekend ? tile.orders() : 0);
      case LINES -> BigDecimal.valueOf(tile.lines());
      case UNITS -> BigDecimal.valueOf(tile.units());
    };
  }

  private double named(FeatureSet set) {
    return set.definitions().stream()
        .map(FeatureDefinition::sales)
        .filter(SalesFilter::isOfCategory)
        .mapToDouble(category -> sum(Measure.SPEND, category, LocalDate.MIN, asOf.day()))
        .sum();
  }

  private List<LocalDate> orderDays(SalesFilter sales, LocalDate from) {
    TreeSet<LocalDate> days = new TreeSet<>();
    for (DailySpend tile : visible(sales)) {
      LocalDate day = tile.day();
      if (!day.isBefore(from) && sum(Measure.ORDERS, sales, day, day.plusDays(1)) != 0) {
        days.add(day);
      }
    }
    return List.copyOf(days);
  }

  private static double lastIsHere(List<LocalDate> here, List<LocalDate> anywhere) {
    if (anywhere.isEmpty()) {
      return NULL;
    }
    return here.contains(anywhere.get(anywhere.size() - 1)) ? 1 : 0;
  }

  private static List<Double> gaps(List<LocalDate> days) {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < days.size(); i++) {
      gaps.add(until(days.get(i - 1), days.get(i)));
    }
    return gaps;
  }

  private List<Double> blocks(Measure measure, SalesFilter sales) {
    List<Double> blocks = new ArrayList<>();
    for (int k = 12; k >= 1; k--) {
      if (30L * k <= observed()) {
        LocalDate from = asOf.day().minusDays(30L * k);
        blocks.add(sum(measure, sales, from, from.plusDays(30)));
      }
    }
    return blocks;
  }

  private static double bounded(FeatureDefinition feature, double days) {
    return feature.window().days() == 0 ? days : Math.min(days, feature.window().days());
  }

  private static LocalDate last(List<LocalDate> days) {
    return days.get(days.size() - 1);
  }

  private double repeats(Measure measure, SalesFilter sales) {
    List<LocalDate> days = orderDays(SalesFilter.ALL, LocalDate.MIN);
    return days.isEmpty() ? 0 : sum(measure, sales, days.get(0).plusDays(1), asOf.day());
  }

  private double tenure() {
    List<LocalDate> days = orderDays(SalesFilter.ALL, LocalDate.MIN);
    return days.isEmpty() ? 30 : Math.max(30, until(days.get(0), asOf.day()));
  }

  private double tenureWeight() {
    List<LocalDate> days = orderDays(SalesFilter.ALL, LocalDate.MIN);
    return days.isEmpty()
        ? NULL
        : Math.max(30 / 365.25, weeksSince(days.get(0), true) * 7 / 365.25);
  }

  private PurchaseRecord purchases(boolean inSeason) {
    List<LocalDate> days = orderDays(SalesFilter.ALL, LocalDate.MIN);
    if (days.isEmpty()) {
      return new PurchaseRecord(0, NULL, NULL, NULL);
    }
    int repeats = days.size() - 1;
    double age = weeksSince(days.get(0), inSeason);
    double value = sum(Measure.SPEND, SalesFilter.ALL, days.get(0).plusDays(1), asOf.day());
    return new PurchaseRecord(
        repeats,
        age - weeksSince(days.get(repeats), inSeason),
        age,
        repeats == 0 ? 0 : value / repeats);
  }

  private double weeksSince(LocalDate day, boolean inSeason) {
    LocalDate opening = asOf.day().minusDays((long) observed());
    return weeks(day.isBefore(opening) ? opening : day, asOf.day(), inSeason);
  }

  private double weeks(LocalDate from, LocalDate until, boolean inSeason) {
    double days = 0;
    for (LocalDate day = from; day.isBefore(until); day = day.plusDays(1)) {
      days += inSeason ? ofDay(day) : 1;
    }
    return days / 7;
  }

  /** A month has three thirds: its first ten days, the next ten, and the rest. */
  private double ofDay(LocalDate day) {
    int third = day.getDayOfMonth() <= 10 ? 0 : day.getDayOfMonth() <= 20 ? 1 : 2;
    return season.factors().get((day.getMonthValue() - 1) * 3 + third);
  }

  private double alive(PurchaseRecord customer) {
    double x = customer.repeats();
    double alpha = model.buying().alpha();
    double silence = (alpha + customer.age()) / (alpha + customer.recency());
    double odds =
        x == 0
            ? 0 * silence
            : model.buying().a()
                / (model.buying().b() + x - 1)
                * Math.pow(silence, model.buying().r() + x);
    return 1 / (1 + odds);
  }

  private double orders(FeatureSet set, boolean inSeason) {
    DateWindow window = set.horizon().window(asOf);
    double from = weeks(asOf.day(), window.from(), inSeason);
    double until = weeks(asOf.day(), window.until(), inSeason);
    PurchaseRecord customer = purchases(inSeason);
    return orders(customer, until) - orders(customer, from);
  }

  /** The formula of the paper, with the direct form of its series. */
  private double orders(PurchaseRecord customer, double time) {
    double r = model.buying().r();
    double b = model.buying().b();
    int x = customer.repeats();
    double sum = model.buying().a() + b + x - 1;
    double end = model.buying().alpha() + customer.age() + time;
    double series = 1;
    double term = 1;
    for (int n = 0; n < 3_000; n++) {
      term *= (r + x + n) * (b + x + n) / ((sum + n) * (n + 1)) * time / end;
      series += term;
    }
    double left = Math.pow((end - time) / end, r + x) * series;
    return sum / (model.buying().a() - 1) * (1 - left) * alive(customer);
  }

  private double basket(PurchaseRecord customer) {
    GammaGamma value = model.value();
    double x = customer.repeats();
    return value.p() * (value.v() + x * customer.meanValue()) / (value.p() * x + value.q() - 1);
  }

  private double horizonWeight(FeatureSet set) {
    DateWindow window = set.horizon().window(asOf);
    return weeks(window.from(), window.until(), true) * 7 / 365.25;
  }

  private double historyWeight() {
    return weeks(asOf.day().minusDays((long) observed()), asOf.day(), true) * 7 / 365.25;
  }

  private double lastYear(Measure measure, SalesFilter sales, FeatureSet set) {
    DateWindow window = set.horizon().window(asOf).minusYears(1);
    boolean covered = !window.from().isBefore(asOf.day().minusDays((long) observed()));
    boolean over = !window.until().isAfter(asOf.day());
    return covered && over ? sum(measure, sales, window.from(), window.until()) : NULL;
  }

  private double observed() {
    return population.stream()
        .filter(t -> t.day().isBefore(asOf.day()) && t.knownDay().isBefore(asOf.day()))
        .map(DayTotal::day)
        .min(LocalDate::compareTo)
        .map(first -> until(first, asOf.day()))
        .orElse(0.0);
  }

  private static double until(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }

  private static double over(double numerator, double denominator) {
    return denominator == 0 ? NULL : numerator / denominator;
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .map(BigDecimal::new)
        .reduce(BigDecimal::add)
        .map(sum -> sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64))
        .map(BigDecimal::doubleValue)
        .orElse(NULL);
  }

  private static double deviation(List<Double> values) {
    double mean = mean(values);
    return Math.sqrt(mean(values.stream().map(v -> (v - mean) * (v - mean)).toList()));
  }

  private static double slope(List<Double> values) {
    double middle = (values.size() - 1) / 2.0;
    double mean = mean(values);
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < values.size(); i++) {
      covariance += (i - middle) * (values.get(i) - mean);
      variance += (i - middle) * (i - middle);
    }
    return values.size() < 2 ? NULL : covariance / variance;
  }
}
