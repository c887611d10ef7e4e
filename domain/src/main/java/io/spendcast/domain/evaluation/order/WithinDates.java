package io.spendcast.domain.evaluation.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Measures of order over several as-of dates: each is taken within a date and then averaged, a date
 * counting with its rows. So a model that knows the season, but says one number of everybody at a
 * date, orders nobody and scores exactly nothing. A date where a measure is undefined does not
 * count; what is undefined at every date is NaN.
 *
 * @param dates the ranking of each date
 */
public record WithinDates(List<Ranking> dates) {
  public WithinDates {
    dates = List.copyOf(dates);
  }

  public double normalisedGini() {
    return mean(Ranking::normalisedGini);
  }

  public double spearman() {
    return mean(Ranking::spearman);
  }

  public double areaUnderCurve() {
    return mean(Ranking::areaUnderCurve);
  }

  public double capture(double share) {
    return mean(date -> date.capture(share));
  }

  private double mean(ToDoubleFunction<Ranking> measure) {
    double sum = 0;
    double rows = 0;
    for (Ranking date : dates) {
      double value = measure.applyAsDouble(date);
      if (Double.isFinite(value)) {
        sum += date.rows() * value;
        rows += date.rows();
      }
    }
    return rows > 0 ? sum / rows : Double.NaN;
  }

  /** The deciles of each date, those of one rank put together. */
  public List<Decile> deciles() {
    Map<Integer, List<Weighted>> byRank = new TreeMap<>();
    for (Ranking date : dates) {
      for (Decile decile : date.deciles()) {
        byRank
            .computeIfAbsent(decile.rank(), any -> new ArrayList<>())
            .add(new Weighted(date.rows(), decile));
      }
    }
    return byRank.entrySet().stream()
        .map(rank -> together(rank.getKey(), rank.getValue()))
        .toList();
  }

  private static Decile together(int rank, List<Weighted> parts) {
    double weight = parts.stream().mapToDouble(Weighted::weight).sum();
    return new Decile(
        rank,
        parts.stream().mapToLong(part -> part.decile().rows()).sum(),
        parts.stream().mapToDouble(p -> p.weight() * p.decile().meanPrediction()).sum() / weight,
        parts.stream().mapToDouble(p -> p.weight() * p.decile().meanLabel()).sum() / weight);
  }

  /** Mean over the deciles with spend of |mean forecast − mean label| / mean label. */
  public double decileError() {
    return deciles().stream()
        .filter(decile -> decile.meanLabel() > 0)
        .mapToDouble(
            decile -> Math.abs(decile.meanPrediction() - decile.meanLabel()) / decile.meanLabel())
        .average()
        .orElse(Double.NaN);
  }

  public List<Gain> gains() {
    List<Gain> gains = new ArrayList<>();
    for (int i = 1; i <= Ranking.GAINS; i++) {
      double share = (double) i / Ranking.GAINS;
      double spend = mean(date -> date.spendOfTop(share));
      if (Double.isFinite(spend)) {
        gains.add(new Gain(share, spend));
      }
    }
    return gains;
  }

  /** A date's rows stand for all of its deciles alike, however rows divide by ten. */
  private record Weighted(double weight, Decile decile) {}
}
