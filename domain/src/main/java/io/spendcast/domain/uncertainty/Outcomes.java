package io.spendcast.domain.uncertainty;

/**
 * What held-out rows of about the same forecast add up to. The forecast of a row counts as at least
 * a cent.
 *
 * @param rows how many there are
 * @param buyers how many of them spent something
 * @param forecast sum of the forecasts, in currency
 * @param squaredForecast sum of their squares
 * @param squaredError sum of (spend − forecast)²
 */
public record Outcomes(
    double rows, double buyers, double forecast, double squaredForecast, double squaredError) {
  Outcomes plus(Outcomes other) {
    return new Outcomes(
        rows + other.rows,
        buyers + other.buyers,
        forecast + other.forecast,
        squaredForecast + other.squaredForecast,
        squaredError + other.squaredError);
  }
}
