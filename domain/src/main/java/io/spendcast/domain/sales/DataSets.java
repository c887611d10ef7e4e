package io.spendcast.domain.sales;

import io.spendcast.domain.planted.PlantedWorld;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes generated data sets as Parquet files, for trying things out, each table in a folder of its
 * name. Rows are as a shop would deliver them: nothing is checked or repaired.
 *
 * <p>The directory must be empty or not exist. It appears with all tables or not at all: what a
 * killed attempt left beside it is removed by the next one to the same directory. The same data set
 * has the same rows each time, in any order.
 *
 * <p>Progress is reported for each table once it is written, though not yet to be seen. What it
 * throws ends the attempt.
 *
 * <p>Throws {@code SpendcastException} with {@code INVALID} if the directory has something in it or
 * cannot be written; {@code CONFLICT} if another writer was faster; {@code UNAVAILABLE} if the
 * storage cannot be reached.
 */
public interface DataSets {
  /**
   * Writes TPC-DS's tables of sales, with the columns that are of use here.
   *
   * @param scale the scale factor, above 0
   * @param directory a path or URI
   */
  List<WrittenTable> tpcds(double scale, String directory, Consumer<WrittenTable> progress);

  /**
   * Writes a planted world in the shape of TPC-DS, and in {@code truth/customers} and {@code
   * truth/days} what no pipeline may read: the customers' habits, and the exposure of each day.
   *
   * @param directory a path or URI
   */
  List<WrittenTable> planted(PlantedWorld world, String directory, Consumer<WrittenTable> progress);
}
