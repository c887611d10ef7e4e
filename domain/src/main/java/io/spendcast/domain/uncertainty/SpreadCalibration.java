package io.spendcast.domain.uncertainty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns a spread from held-out dates.
 *
 * <p>What all customers of a date had in common is what the error of its total has beyond the
 * scatter of its customers. The windows of test dates overlap, so a few of them are worth fewer:
 * two dates count as one in the quantile, without which four dates would claim more than they know.
 */
final class SpreadCalibration {
  private static final double NOMINAL = 0.8;

  /** Of the normal distribution, 0.9. */
  private static final double QUANTILE = 1.2815515655446004;

  /** Of Student's t with 1, 2, … degrees of freedom, 0.9. */
  private static final double[] STUDENT = {3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397};

  private static final double SMALLEST_GROUP = 200;
  private static final double SMALLEST_SHARE = 0.05;

  private final List<DateOutcomes> dates;

  SpreadCalibration(List<DateOutcomes> dates) {
    this.dates = List.copyOf(dates);
  }

  Optional<ForecastSpread> spread() {
    List<ForecastSpread.Point> points = groups().stream().map(SpreadCalibration::point).toList();
    List<DateOutcomes> judged = dates.stream().filter(DateOutcomes::hasLevel).toList();
    if (points.isEmpty() || judged.isEmpty()) {
      return Optional.empty();
    }
    ForecastSpread alone = new ForecastSpread(NOMINAL, QUANTILE, 0, points);
    return Optional.of(new ForecastSpread(NOMINAL, QUANTILE, level(judged, alone), points));
  }

  private static ForecastSpread.Point point(Outcomes group) {
    return new ForecastSpread.Point(
        group.forecast() / group.rows(),
        group.buyers() / group.rows(),
        group.squaredError() / group.squaredForecast());
  }

  /** Neighbours are joined until each group has rows enough; what is left joins the last. */
  private List<Outcomes> groups() {
    TreeMap<Integer, Outcomes> bySize = new TreeMap<>();
    for (DateOutcomes date : dates) {
      date.outcomes().stream()
          .filter(outcomes -> outcomes.rows() > 0)
          .forEach(outcomes -> bySize.merge(octave(outcomes), outcomes, Outcomes::plus));
    }
    double all = bySize.values().stream().mapToDouble(Outcomes::rows).sum();
    double enough = Math.max(SMALLEST_GROUP, SMALLEST_SHARE * all);
    List<Outcomes> groups = new ArrayList<>();
    for (Outcomes next : bySize.values()) {
      int last = groups.size() - 1;
      if (last >= 0 && groups.get(last).rows() < enough) {
        groups.set(last, groups.get(last).plus(next));
      } else {
        groups.add(next);
      }
    }
    int last = groups.size() - 1;
    if (last > 0 && groups.get(last).rows() < enough) {
      groups.set(last - 1, groups.get(last - 1).plus(groups.remove(last)));
    }
    return groups;
  }

  private static int octave(Outcomes outcomes) {
    return Math.getExponent(outcomes.forecast() / outcomes.rows());
  }

  /** In units of the normal quantile, so that it adds up with the scatter of customers. */
  private static double level(List<DateOutcomes> dates, ForecastSpread alone) {
    double common =
        dates.stream()
            .mapToDouble(date -> date.level() * date.level() - scatter(date, alone))
            .average()
            .orElse(0);
    int independent = Math.min(STUDENT.length, Math.max(1, dates.size() / 2));
    return Math.sqrt(Math.max(0, common)) * STUDENT[independent - 1] / QUANTILE;
  }

  /** Variance of the logarithm of a date's total by its customers alone. */
  private static double scatter(DateOutcomes date, ForecastSpread alone) {
    double variance =
        date.outcomes().stream()
            .filter(outcomes -> outcomes.rows() > 0)
            .mapToDouble(
                outcomes -> {
                  double size = outcomes.forecast() / outcomes.rows();
                  return outcomes.squaredForecast() * alone.variance(size) / (size * size);
                })
            .sum();
    return StrictMath.log1p(variance / (date.forecast() * date.forecast()));
  }
}
