package io.spendcast.adapters.spark.scoring;

import java.io.Serializable;

/** Forecasts many rows; travels to where they are. */
@FunctionalInterface
interface RowModel extends Serializable {
  /** The forecast for each row of inputs, NaN where unknown. */
  double[] spend(double[][] rows);
}
