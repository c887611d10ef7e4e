package io.spendcast.adapters.spark.scoring;

import java.io.Serializable;

/** What a library predicts, as it is; travels to where the rows are. */
interface RawModel extends Serializable {
  /** Predicts rows that hold the values of the model's inputs, NaN where unknown. */
  double[] predict(double[][] rows);
}
