package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.forecast.PortableModel;
import java.io.Serializable;
import java.util.Optional;

/** Forecasts many rows; travels to where they are. */
@FunctionalInterface
interface RowModel extends Serializable {
  /** The forecast for each row of inputs, NaN where unknown. */
  double[] spend(double[][] rows);

  /** What it is without a library; empty if a library is needed. */
  default Optional<PortableModel> portable() {
    return Optional.empty();
  }
}
