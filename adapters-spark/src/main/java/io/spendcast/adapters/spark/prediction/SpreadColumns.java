package io.spendcast.adapters.spark.prediction;

import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.when;

import io.spendcast.domain.uncertainty.ForecastSpread;
import io.spendcast.domain.uncertainty.Polyline;
import org.apache.spark.sql.Column;

/**
 * What a spread says of forecasts, as columns.
 *
 * @param spread of the model
 * @param forecast the column of forecasts
 */
record SpreadColumns(ForecastSpread spread, Column forecast) {
  Column probabilityOfSpend() {
    return at(spread.probability());
  }

  Column variance() {
    return exp(at(spread.logVariance()));
  }

  private Column at(Polyline lines) {
    Column found = along(lines.before());
    for (int knot = 0; knot < lines.knots().size(); knot++) {
      Polyline.Line line = lines.from(knot);
      found = when(forecast.geq(line.from().forecast()), along(line)).otherwise(found);
    }
    return found;
  }

  private Column along(Polyline.Line line) {
    Column size = greatest(forecast, lit(ForecastSpread.FLOOR));
    return lit(line.from().value())
        .plus(log(size.divide(lit(line.from().forecast()))).multiply(lit(line.slope())));
  }
}
