package io.spendcast.adapters.spark.acceptance;

import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Customers at as-of dates with what they spent, what the best forecasts expected of them, and what
 * the candidates forecast.
 */
record ScoredCustomers(List<Scored> rows) {
  /** As the evaluation takes it. */
  private static final double LEAST_FORECAST = 0.01;

  /**
   * One customer at one date.
   *
   * @param customer who
   * @param asOf when
   * @param label what was spent, if that is known
   * @param bayes what could be expected from the orders before
   * @param oracle what could be expected from the hidden habits
   * @param forecasts of the candidates, in their order
   */
  record Scored(
      String customer,
      LocalDate asOf,
      double label,
      double bayes,
      double oracle,
      List<Double> forecasts) {}

  private Map<LocalDate, List<Scored>> byDate() {
    return rows.stream()
        .collect(Collectors.groupingBy(Scored::asOf, TreeMap::new, Collectors.toList()));
  }

  /** By how much a candidate's total is off from what could be expected, date by date. */
  List<Double> level(int candidate) {
    return byDate().values().stream()
        .map(date -> total(date, row -> row.forecasts().get(candidate)) / expected(date) - 1)
        .toList();
  }

  /** By how much more was spent than could be expected: no forecast can know this beforehand. */
  SeedOutcome.Luck luck() {
    double most =
        byDate().values().stream()
            .map(ScoredCustomers::luck)
            .max(Comparator.comparingDouble(Math::abs))
            .orElseThrow();
    return new SeedOutcome.Luck(luck(rows), most);
  }

  private static double luck(List<Scored> rows) {
    return total(rows, Scored::label) / expected(rows) - 1;
  }

  private static double expected(List<Scored> rows) {
    return total(rows, Scored::bayes);
  }

  private static double total(List<Scored> rows, ToDoubleFunction<Scored> value) {
    return rows.stream().mapToDouble(value).sum();
  }

  /**
   * By how much a candidate's Tweedie deviance is above that of the best forecast there is, in
   * shares of what there is to find: 0 is perfect, 1 as good as the same number for everybody.
   */
  double lostDeviance(int candidate) {
    double mean = expected(rows) / rows.size();
    return total(rows, row -> deviance(row.bayes(), row.forecasts().get(candidate)))
        / total(rows, row -> deviance(row.bayes(), mean));
  }

  private static double deviance(double expected, double forecast) {
    double root = Math.sqrt(Math.max(LEAST_FORECAST, forecast));
    double distance = Math.sqrt(expected) - root;
    return 4 * distance * distance / root;
  }

  /** Within each as-of date, averaged by rows: the season between dates orders nobody. */
  double normalisedGini(ToDoubleFunction<Scored> truth, ToDoubleFunction<Scored> forecast) {
    return byDate().values().stream()
        .mapToDouble(
            date ->
                date.size() * gini(date, truth, forecast) / gini(date, truth, truth) / rows.size())
        .sum();
  }

  /**
   * G(s) = (2/n)·ΣC − (n+1)/n, C the share of all spend that the highest s have; ties by a hash.
   */
  private static double gini(
      List<Scored> rows, ToDoubleFunction<Scored> truth, ToDoubleFunction<Scored> forecast) {
    List<Scored> ranked =
        rows.stream()
            .sorted(
                Comparator.comparingDouble(forecast)
                    .reversed()
                    .thenComparing(row -> CustomerBootstrap.hash(row.customer())))
            .toList();
    double total = total(ranked, truth);
    double share = 0;
    double shares = 0;
    for (Scored row : ranked) {
      share += truth.applyAsDouble(row) / total;
      shares += share;
    }
    double n = ranked.size();
    return 2 / n * shares - (n + 1) / n;
  }
}
