package io.spendcast.adapters.spark.scoring;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What a library predicts, as it is. */
interface RawModel {
  /** The rows with the prediction, a double, in one more column. */
  Dataset<Row> predict(Dataset<Row> rows, String column);
}
