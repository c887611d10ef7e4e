package io.spendcast.application.online;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.feature.CustomerFeatures;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.FeatureTable;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.PopulationDays;
import io.spendcast.domain.feature.compute.PopulationDays.DayTotal;
import io.spendcast.domain.feature.compute.PurchaseFits;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.prediction.Prediction.Range;
import io.spendcast.domain.sales.DailySpend;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Forecasts for one customer at a time, in plain Java: the features that batch scoring reads, by
 * the same calculator, and the same model. It is immutable, so that any number of threads may ask
 * it; a newer context makes a newer one.
 */
public final class ForecastCustomer {
  private final ForecastContext context;
  private final FeatureCalculator calculator;
  private final int[] places;

  /**
   * Makes all ready.
   *
   * @throws SpendcastException {@code INVALID} if this version of Spendcast defines an input of the
   *     model otherwise than where it was trained
   */
  public ForecastCustomer(ForecastContext context) {
    FeatureSet features = CustomerFeatures.of(context.catalogue());
    requireSameFeatures(context, features);
    this.context = context;
    this.places = context.model().inputs().stream().mapToInt(features.names()::indexOf).toArray();
    LocalDate first = context.population().firstDay();
    this.calculator =
        new FeatureCalculator(
            features,
            PopulationDays.of(List.of(new DayTotal(first, first, BigDecimal.ZERO))),
            new PurchaseFits(
                context.population().purchases().stream()
                    .collect(Collectors.toMap(fit -> context.asOf(), fit -> fit))),
            List.of(context.asOf()));
  }

  private static void requireSameFeatures(ForecastContext context, FeatureSet features) {
    Fingerprint here = FeatureTable.of(features.columns(), context.model().inputs());
    if (!here.equals(context.model().features())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot forecast with %s version %s: its inputs are defined otherwise here than where it was trained."
              .formatted(context.name(), context.version()),
          "Use the version of Spendcast that trained it, or train again with this one.");
    }
  }

  /**
   * Forecasts.
   *
   * @param customer the daily spend of one customer, in the currency of the context; in any order
   * @return empty if the customer is not in the population: no order before the as-of date
   * @throws SpendcastException {@code INVALID} if a sale is on or after the as-of date, or became
   *     known then
   */
  public Optional<Result> forecast(List<DailySpend> customer) {
    customer.forEach(this::requirePast);
    SpendHistory history = SpendHistory.of(customer);
    return calculator.inPopulation(history, context.asOf())
        ? Optional.of(result(inputs(history)))
        : Optional.empty();
  }

  private double[] inputs(SpendHistory history) {
    double[] features = calculator.features(history, context.asOf());
    double[] inputs = new double[places.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = features[places[i]];
    }
    return inputs;
  }

  private Result result(double[] inputs) {
    double spend = context.model().spend(inputs);
    return new Result(
        context,
        spend,
        context.intervals().map(found -> new Range(found.low(spend), found.high(spend))),
        context.spread().map(found -> found.probabilityOfSpend(spend)),
        Arrays.stream(inputs).boxed().toList());
  }

  private void requirePast(DailySpend tile) {
    if (!tile.knownDay().isBefore(context.asOf().day())) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot forecast as of %s: a sale of %s, known on %s, is not of the time before."
              .formatted(context.asOf(), tile.day(), tile.knownDay()),
          "Leave later sales out, or refresh the context.");
    }
  }

  /**
   * Refuses amounts of another currency than the context's; where that has none, nobody can say.
   *
   * @throws SpendcastException {@code INVALID} if the currency is another one
   */
  public void requireCurrency(String currency) {
    if (!context.takes(currency)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot forecast from amounts in %s: the model learnt from amounts in %s."
              .formatted(currency, context.currency().orElse("another currency")),
          "Convert them first.");
    }
  }

  /** The date that forecasts begin at. */
  public AsOfDate asOf() {
    return context.asOf();
  }

  /** What it forecasts with. */
  public ForecastContext context() {
    return context;
  }

  /**
   * A forecast.
   *
   * @param context what it was made with: model, version, verdict, currency
   * @param spend what to expect
   * @param range between which the spend is in four of five cases; empty if the version carries no
   *     intervals
   * @param probabilityOfSpend of any spend at all; empty if the version carries no spread
   * @param inputs values of the model's inputs, NaN where unknown
   */
  public record Result(
      ForecastContext context,
      double spend,
      Optional<Range> range,
      Optional<Double> probabilityOfSpend,
      List<Double> inputs) {
    /** Why, in money; computed when it is asked for. */
    public Explanation why() {
      return context.model().explain(inputs.stream().mapToDouble(value -> value).toArray());
    }

    /** How the model was judged where it was trained. */
    public Optional<Verdict> verdict() {
      return context.verdict();
    }
  }
}
