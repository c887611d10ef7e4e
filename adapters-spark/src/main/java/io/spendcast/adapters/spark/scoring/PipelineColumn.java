package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.forecast.ForecastModel;
import io.spendcast.domain.forecast.LinearModel;
import io.spendcast.domain.forecast.Link;
import io.spendcast.domain.forecast.LogRange;
import io.spendcast.domain.forecast.Scale;
import io.spendcast.domain.forecast.Term;
import java.util.List;
import java.util.stream.IntStream;

/** What a stage of a pipeline writes into a column. */
sealed interface PipelineColumn {
  /** A number, as a model that predicts it. */
  sealed interface Scalar extends PipelineColumn {
    ForecastModel model();
  }

  /**
   * What a model predicts.
   *
   * @param model that does
   */
  record Forecast(ForecastModel model) implements Scalar {}

  /**
   * An input.
   *
   * @param input its place among those of the model
   * @param substitute what it counts as where it is unknown
   * @param scale that it is on
   */
  record Reading(int input, double substitute, Scale scale) implements Scalar {
    Reading on(LogRange range) {
      return new Reading(input, substitute, range);
    }

    Term times(double coefficient) {
      return new Term(input, coefficient, substitute, scale);
    }

    @Override
    public ForecastModel model() {
      return new LinearModel(0, List.of(times(1)), Link.IDENTITY);
    }
  }

  /**
   * Numbers of which a model makes one.
   *
   * @param entries in their order
   */
  record Vector(List<Scalar> entries) implements PipelineColumn {
    boolean isOfInputs() {
      return entries.stream().allMatch(Reading.class::isInstance);
    }

    List<Reading> readings() {
      if (!isOfInputs()) {
        throw new IllegalArgumentException("one of its stages reads forecasts");
      }
      return entries.stream().map(Reading.class::cast).toList();
    }

    List<Term> terms(double[] coefficients) {
      List<Reading> readings = readings();
      return IntStream.range(0, coefficients.length)
          .mapToObj(i -> readings.get(i).times(coefficients[i]))
          .toList();
    }
  }
}
