package io.spendcast.domain.feature.compute;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.btyd.PurchaseModel;
import io.spendcast.domain.feature.Days;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.Measure;
import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.season.Season;
import io.spendcast.domain.season.SeasonClock;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The features at one as-of date; what is the same for all customers is computed once. */
final class Formulas implements Serializable {
  /** The first of the filters. */
  private static final int ALL = 0;

  private static final double RATE_DAYS = 30;
  private static final double DAYS_OF_YEAR = 365.25;
  private static final double WEEKS_OF_YEAR = DAYS_OF_YEAR / 7;

  private final List<FeatureDefinition> features;
  private final List<SalesFilter> filters;
  private final int[] sales;
  private final int[] categories;
  private final List<String> blockKinds;
  private final int[] blockKind;
  private final Days[] windows;
  private final Days[] windowsBefore;
  private final List<Days> blocks;
  private final Days lastYear;
  private final boolean lastYearKnown;
  private final int horizonDays;
  private final double seasonWeight;
  private final double historyWeight;
  private final PurchaseTimes calendar;
  private final PurchaseTimes season;

  /** None or one: an optional does not travel to other machines. */
  private final List<PurchaseModel> purchases;

  private final List<PurchaseModel> purchasesInSeason;
  private final long observedDays;

  Formulas(FeatureSet set, PopulationDays.Past population, Optional<PurchaseFit> fit) {
    AsOfDate asOf = population.asOf();
    Season known = fit.map(PurchaseFit::season).orElse(Season.UNKNOWN);
    DateWindow forecast = set.horizon().window(asOf);
    DateWindow yearAgo = forecast.minusYears(1);
    features = set.definitions();
    filters =
        Stream.concat(Stream.of(SalesFilter.ALL), features.stream().map(FeatureDefinition::sales))
            .distinct()
            .toList();
    sales = features.stream().mapToInt(feature -> filters.indexOf(feature.sales())).toArray();
    categories =
        features.stream()
            .map(FeatureDefinition::sales)
            .filter(SalesFilter::isOfCategory)
            .mapToInt(filters::indexOf)
            .toArray();
    blockKinds = features.stream().map(Formulas::summed).distinct().toList();
    blockKind =
        features.stream().mapToInt(feature -> blockKinds.indexOf(summed(feature))).toArray();
    windows =
        features.stream().map(feature -> Days.of(feature.window().at(asOf))).toArray(Days[]::new);
    windowsBefore =
        features.stream()
            .map(feature -> Days.of(feature.window().before(asOf)))
            .toArray(Days[]::new);
    observedDays = population.observedDays();
    blocks = Blocks.observed(asOf.day().toEpochDay(), observedDays);
    lastYear = Days.of(yearAgo);
    lastYearKnown = !yearAgo.until().isAfter(asOf.day()) && population.isObserved(yearAgo);
    horizonDays = set.horizon().days();
    seasonWeight = known.weight(forecast);
    historyWeight = known.weight(population.known());
    calendar =
        PurchaseTimes.of(SeasonClock.calendar(population.known()), set.horizon(), population);
    season = PurchaseTimes.of(SeasonClock.of(known, population.known()), set.horizon(), population);
    purchases = fit.flatMap(PurchaseFit::model).stream().toList();
    purchasesInSeason = fit.flatMap(PurchaseFit::inSeason).stream().toList();
  }

  /** What is summed: features of the same have the same blocks. */
  private static String summed(FeatureDefinition feature) {
    return feature.measure() + " of " + feature.sales();
  }

  /** The values in the order of the feature set; NaN stands for null. */
  double[] values(SpendPast past) {
    PurchaseForecast purchase = forecast(purchases, calendar, past);
    PastFacts facts = new PastFacts(past, filters, blockKinds.size());
    double[] values = new double[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(i, features.get(i), facts, purchase);
    }
    return values;
  }

  private static PurchaseForecast forecast(
      List<PurchaseModel> models, PurchaseTimes times, SpendPast past) {
    return models.stream()
        .flatMap(
            model ->
                times.record(past).stream()
                    .map(customer -> PurchaseForecast.of(model, times, customer)))
        .findFirst()
        .orElse(PurchaseForecast.UNKNOWN);
  }

  private double value(
      int i, FeatureDefinition feature, PastFacts past, PurchaseForecast purchase) {
    return switch (feature.aggregation()) {
      case SUM -> sum(i, feature.measure(), past);
      case RATE_30D -> sum(i, feature.measure(), past) / observedDays * RATE_DAYS;
      case RATE_TENURE -> sumOfRepeats(i, feature, past) / tenure(past) * horizonDays;
      case PER_ORDER -> ratio(i, feature.measure(), Measure.ORDERS, past);
      case PER_UNIT -> ratio(i, feature.measure(), Measure.UNITS, past);
      case PER_SPEND -> ratio(i, feature.measure(), Measure.SPEND, past);
      case DISCOUNT_RATE -> discountRate(i, past);
      case SHARE -> share(i, feature, past);
      case OTHER_SHARE -> otherShare(i, past);
      case CHANGE ->
          sum(i, feature.measure(), past) - past.sum(feature.measure(), sales[i], windowsBefore[i]);
      case DAYS_SINCE_LAST -> atMost(feature, allGaps(i, past).sinceLast(past.cut()));
      case DAYS_SINCE_FIRST -> atMost(feature, allGaps(i, past).sinceFirst(past.cut()));
      case LAST_IS_HERE -> lastIsHere(i, past);
      case FIRST_DAY -> firstDay(i, feature, past);
      case GAP_MEAN -> atMost(feature, allGaps(i, past).mean());
      case GAP_VARIATION -> gaps(i, past).variation();
      case GAPS_SINCE_LAST -> gaps(i, past).sinceLast(past.cut()) / gaps(i, past).mean();
      case BLOCK_MEAN -> blocks(i, feature, past).mean();
      case BLOCK_MAX -> blocks(i, feature, past).max();
      case BLOCK_TREND -> blocks(i, feature, past).trend();
      case BLOCK_EMPTY -> blocks(i, feature, past).emptyShare();
      case LAST_YEAR ->
          lastYearKnown ? past.sum(feature.measure(), sales[i], lastYear) : Double.NaN;
      case RATE_SEASON -> sum(i, feature.measure(), past) / historyWeight * seasonWeight;
      case RATE_TENURE_SEASON -> sumOfRepeats(i, feature, past) / tenureWeight(past) * seasonWeight;
      case SEASON_WEIGHT -> seasonWeight;
      case ALIVE_PROBABILITY -> purchase.alive();
      case EXPECTED_ORDERS -> purchase.orders();
      case EXPECTED_BASKET -> purchase.basket();
      case EXPECTED_SPEND -> purchase.spend();
      case EXPECTED_SPEND_IN_SEASON -> forecast(purchasesInSeason, season, past.past()).spend();
      case OBSERVED_DAYS -> observedDays;
      case FULL_LOOKBACK -> observedDays >= feature.window().days() ? 1 : 0;
    };
  }

  private double sum(int i, Measure measure, PastFacts past) {
    return past.sum(measure, sales[i], windows[i]);
  }

  /** After the first day with an order: a first order says that a customer came, not how often. */
  private double sumOfRepeats(int i, FeatureDefinition feature, PastFacts past) {
    long[] days = past.orderDays();
    return days.length == 0
        ? 0
        : past.sum(feature.measure(), sales[i], new Days(days[0] + 1, past.cut()));
  }

  private static double tenure(PastFacts past) {
    long[] days = past.orderDays();
    return days.length == 0 ? RATE_DAYS : Math.max(RATE_DAYS, (double) (past.cut() - days[0]));
  }

  /** Since the first day with an order, in shares of a year's purchases. */
  private double tenureWeight(PastFacts past) {
    long[] days = past.orderDays();
    double least = RATE_DAYS / DAYS_OF_YEAR;
    return days.length == 0 || Double.isNaN(seasonWeight)
        ? Double.NaN
        : Math.max(least, season.since(days[0]) / WEEKS_OF_YEAR);
  }

  private static double atMost(FeatureDefinition feature, double days) {
    int most = feature.window().days();
    return most == 0 ? days : Math.min(most, days);
  }

  private double ratio(int i, Measure measure, Measure per, PastFacts past) {
    return quotient(sum(i, measure, past), sum(i, per, past));
  }

  private double discountRate(int i, PastFacts past) {
    double discount = sum(i, Measure.DISCOUNT, past);
    return quotient(discount, sum(i, Measure.SPEND, past) + discount);
  }

  private double share(int i, FeatureDefinition feature, PastFacts past) {
    return Math.min(
        1, quotient(sum(i, feature.measure(), past), past.sum(feature.measure(), ALL, windows[i])));
  }

  private double otherShare(int i, PastFacts past) {
    double spend = sum(i, Measure.SPEND, past);
    double named =
        Arrays.stream(categories)
            .mapToDouble(category -> past.sum(Measure.SPEND, category, windows[i]))
            .sum();
    return Math.max(0, quotient(spend - named, spend));
  }

  private double lastIsHere(int i, PastFacts past) {
    double anywhere = new OrderGaps(past.orderDays(ALL, windows[i])).sinceLast(past.cut());
    return Double.isNaN(anywhere)
        ? anywhere
        : gaps(i, past).sinceLast(past.cut()) == anywhere ? 1 : 0;
  }

  private double firstDay(int i, FeatureDefinition feature, PastFacts past) {
    long[] days = past.orderDays(sales[i], windows[i]);
    return days.length == 0
        ? Double.NaN
        : past.sum(feature.measure(), sales[i], new Days(days[0], days[0] + 1));
  }

  private OrderGaps gaps(int i, PastFacts past) {
    return new OrderGaps(past.orderDays(sales[i], windows[i]));
  }

  private OrderGaps allGaps(int i, PastFacts past) {
    return sales[i] == ALL ? past.gaps() : new OrderGaps(past.orderDays(sales[i], Days.ALL));
  }

  private Blocks blocks(int i, FeatureDefinition feature, PastFacts past) {
    return past.blocks(blockKind[i], feature.measure(), sales[i], blocks);
  }

  private static double quotient(double numerator, double denominator) {
    return denominator == 0 ? Double.NaN : numerator / denominator;
  }
}
