package io.spendcast.adapters.spark.scoring;

import io.spendcast.domain.forecast.PortableModel;
import java.util.Arrays;
import java.util.Optional;

/**
 * Forecasts row by row, without a library.
 *
 * @param model that does
 */
record PortableRows(PortableModel model) implements RowModel {
  @Override
  public double[] spend(double[][] rows) {
    return Arrays.stream(rows).mapToDouble(model::spend).toArray();
  }

  @Override
  public Optional<PortableModel> portable() {
    return Optional.of(model);
  }
}
