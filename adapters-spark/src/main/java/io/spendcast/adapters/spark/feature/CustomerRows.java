package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.feature.compute.SpendTile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Turns tiles into feature rows, customer by customer: the facts are read once for all as-of dates.
 *
 * @param calculator gives the values
 * @param asOfs the as-of dates
 * @param mature those of them whose label is known
 * @param categories those that the features look at
 * @param schema of the rows: customer, as-of date, the features, the label
 */
record CustomerRows(
    FeatureCalculator calculator,
    List<AsOfDate> asOfs,
    Set<AsOfDate> mature,
    Set<String> categories,
    StructType schema)
    implements ByCustomer.Rows<InternalRow> {
  private static final int AS_OF = 1;
  private static final int BEFORE = 2;

  @Override
  public ByCustomer.OfCustomer<InternalRow> start() {
    return new Partition();
  }

  /** The tiles of one customer at a time, and the one row that is filled again and again. */
  private final class Partition implements ByCustomer.OfCustomer<InternalRow> {
    private final TileRows reader = new TileRows(categories);
    private final InternalRow row = new SpecificInternalRow(schema);
    private List<SpendTile> tiles = new ArrayList<>();

    @Override
    public void add(InternalRow tile) {
      tiles.add(reader.tile(tile));
    }

    @Override
    public Iterator<InternalRow> made(Object customer) {
      SpendHistory history = SpendHistory.ofWhole(tiles);
      tiles = new ArrayList<>();
      row.update(0, customer);
      return asOfs.stream()
          .flatMap(
              asOf ->
                  calculator.find(history, asOf).stream()
                      .map(features -> filled(history, asOf, features)))
          .iterator();
    }

    private InternalRow filled(SpendHistory history, AsOfDate asOf, double[] features) {
      row.setInt(AS_OF, (int) asOf.day().toEpochDay());
      for (int i = 0; i < features.length; i++) {
        set(BEFORE + i, features[i]);
      }
      set(
          BEFORE + features.length,
          mature.contains(asOf) ? calculator.label(history, asOf) : Double.NaN);
      return row;
    }

    /** Where there is no number, the table has none either. */
    private void set(int column, double value) {
      if (Double.isNaN(value)) {
        row.setNullAt(column);
      } else {
        row.setDouble(column, value);
      }
    }
  }
}
