package io.spendcast.domain.uncertainty;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Straight lines from knot to knot over the logarithm of the forecast.
 *
 * @param knots ascending, at least one
 * @param slopeBefore of the line to the first knot
 * @param slopeBeyond of the line after the last knot
 */
public record Polyline(List<Knot> knots, double slopeBefore, double slopeBeyond) {
  /** Copies the knots. */
  public Polyline {
    knots = List.copyOf(knots);
  }

  /**
   * A point of it.
   *
   * @param forecast in currency
   * @param value there
   */
  public record Knot(double forecast, double value) {}

  /**
   * A line through a knot.
   *
   * @param from the knot
   * @param slope change of the value with the logarithm of the forecast
   */
  public record Line(Knot from, double slope) {
    /** The value at a forecast, which counts as at least a cent. */
    public double at(double forecast) {
      double size = Math.max(forecast, ForecastSpread.FLOOR);
      return from.value() + slope * StrictMath.log(size / from.forecast());
    }
  }

  static Polyline of(
      List<ForecastSpread.Point> points,
      ToDoubleFunction<ForecastSpread.Point> value,
      double slopeBefore,
      double slopeBeyond) {
    return new Polyline(
        points.stream()
            .map(point -> new Knot(point.forecast(), value.applyAsDouble(point)))
            .toList(),
        slopeBefore,
        slopeBeyond);
  }

  /** The line before the first knot. */
  public Line before() {
    return new Line(knots.get(0), slopeBefore);
  }

  /** The line from a knot to the next one, or beyond the last. */
  public Line from(int knot) {
    Knot from = knots.get(knot);
    if (knot == knots.size() - 1) {
      return new Line(from, slopeBeyond);
    }
    Knot to = knots.get(knot + 1);
    return new Line(
        from, (to.value() - from.value()) / StrictMath.log(to.forecast() / from.forecast()));
  }

  /** Its value at a forecast. */
  public double at(double forecast) {
    Line found = before();
    for (int knot = 0; knot < knots.size(); knot++) {
      if (knots.get(knot).forecast() <= forecast) {
        found = from(knot);
      }
    }
    return found.at(forecast);
  }
}
