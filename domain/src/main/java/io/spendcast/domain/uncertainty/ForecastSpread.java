package io.spendcast.domain.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How likely customers are to spend anything, and how far sums of forecasts are from what comes.
 *
 * <p>A sum errs for two reasons. Customers spend more or less than expected each for himself, which
 * evens out; how much they scatter is known from held-out rows of the same size of forecast. And
 * all of them spend more or less together, since a season or a trend was misjudged, which does not
 * even out; how much is known from the totals of the held-out dates. So the range of a total, of a
 * segment and of a single customer all follow from the same two numbers per customer.
 *
 * @param nominal the probability of the ranges, in (0, 1)
 * @param quantile how many standard deviations away their ends are
 * @param level standard deviation of the logarithm of the error that all have in common
 * @param points by size of the forecast, ascending, at least one
 */
public record ForecastSpread(double nominal, double quantile, double level, List<Point> points) {
  /** A forecast below this, in currency, counts as this. */
  public static final double FLOOR = 0.01;

  private static final double LEAST_SLOPE = 1.25;

  /** Checks and copies. */
  public ForecastSpread {
    points = List.copyOf(points);
    if (points.isEmpty() || !(level >= 0) || !(nominal > 0 && nominal < 1) || !(quantile > 0)) {
      throw new IllegalArgumentException(
          "a spread of %s, %s, %s, %s".formatted(nominal, quantile, level, points));
    }
  }

  /**
   * Customers of about one size of forecast.
   *
   * @param forecast their mean forecast, in currency
   * @param buyers the share of them that spends something
   * @param variance mean of the squared error over the mean of the squared forecast
   */
  public record Point(double forecast, double buyers, double variance) {
    private static final double SMALLEST = 1e-12;

    double logVariance() {
      return StrictMath.log(forecast * forecast * Math.max(variance, SMALLEST));
    }
  }

  /**
   * Learns from held-out rows of several dates; empty if there are too few of them.
   *
   * @param dates in ascending order
   */
  public static Optional<ForecastSpread> of(List<DateOutcomes> dates) {
    return new SpreadCalibration(dates).spread();
  }

  /** How likely a customer with this forecast is to spend something, 0 to 1. */
  public double probabilityOfSpend(double forecast) {
    return probability().at(forecast);
  }

  /** How much such a customer alone scatters, in currency². */
  public double variance(double forecast) {
    return StrictMath.exp(logVariance().at(forecast));
  }

  /** The probability over the logarithm of the forecast; beyond its ends as at the ends. */
  public Polyline probability() {
    return Polyline.of(points, Point::buyers, 0, 0);
  }

  /**
   * The logarithm of the variance over that of the forecast. Customers who buy independently again
   * and again scatter in proportion to their forecast, and who buy the same over and over in
   * proportion to its square. Below the smallest sizes seen it is the former, beyond the largest it
   * goes on as between the last two, within these bounds.
   */
  public Polyline logVariance() {
    return Polyline.of(points, Point::logVariance, 1, slopeBeyond());
  }

  private double slopeBeyond() {
    if (points.size() < 2) {
      return 2;
    }
    Point last = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    double slope =
        (last.logVariance() - before.logVariance())
            / StrictMath.log(last.forecast() / before.forecast());
    return Math.min(2, Math.max(LEAST_SLOPE, slope));
  }

  /**
   * The range that holds what a sum of forecasts comes to, with the nominal probability.
   *
   * @param spend the sum, in currency
   * @param variance the sum of {@link #variance} over its customers
   */
  public SpendRange range(double spend, double variance) {
    if (!(spend > 0)) {
      return new SpendRange(0, 0);
    }
    double own = StrictMath.log1p(variance / (spend * spend));
    double half = quantile * Math.sqrt(own + level * level);
    return new SpendRange(spend * StrictMath.exp(-half), spend * StrictMath.exp(half));
  }

  /** A short text that {@link #parse} reads back as the same spread. */
  public String asText() {
    return points.stream()
        .map(point -> "%s:%s:%s".formatted(point.forecast(), point.buyers(), point.variance()))
        .collect(Collectors.joining(";", nominal + ":" + quantile + ":" + level + ";", ""));
  }

  /** Reads {@link #asText}; throws {@code IllegalArgumentException} for other texts. */
  public static ForecastSpread parse(String text) {
    List<double[]> numbers = new ArrayList<>();
    for (String part : text.split(";", -1)) {
      double[] three =
          Arrays.stream(part.split(":", -1)).mapToDouble(Double::parseDouble).toArray();
      if (three.length != 3) {
        throw new IllegalArgumentException("three numbers belong together, not " + part);
      }
      numbers.add(three);
    }
    double[] head = numbers.get(0);
    return new ForecastSpread(
        head[0],
        head[1],
        head[2],
        numbers.subList(1, numbers.size()).stream()
            .map(point -> new Point(point[0], point[1], point[2]))
            .toList());
  }
}
