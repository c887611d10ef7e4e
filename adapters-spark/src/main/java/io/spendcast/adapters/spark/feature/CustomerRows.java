package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.compute.FeatureCalculator;
import io.spendcast.domain.feature.compute.SpendHistory;
import io.spendcast.domain.sales.DailySpend;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Turns tiles into feature rows, customer by customer: the facts are read once for all as-of dates.
 * Days travel as days since 1970, since Spark has two Java types for a date.
 *
 * @param calculator gives the values
 * @param asOfs the as-of dates
 * @param mature those of them whose label is known
 */
record CustomerRows(FeatureCalculator calculator, List<AsOfDate> asOfs, Set<AsOfDate> mature)
    implements ByCustomer.Rows {
  /** Customer and as-of date come before the features, the label after them. */
  private static final int BEFORE = 2;

  @Override
  public Iterator<Row> of(Row first, List<DailySpend> tiles) {
    Object customer = first.get(0);
    SpendHistory history = SpendHistory.of(tiles);
    List<Row> rows = new ArrayList<>(asOfs.size());
    for (AsOfDate asOf : asOfs) {
      if (calculator.inPopulation(history, asOf)) {
        rows.add(row(customer, history, asOf));
      }
    }
    return rows.iterator();
  }

  private Row row(Object customer, SpendHistory history, AsOfDate asOf) {
    double[] features = calculator.features(history, asOf);
    Object[] values = new Object[BEFORE + features.length + 1];
    values[0] = customer;
    values[1] = (int) asOf.day().toEpochDay();
    for (int i = 0; i < features.length; i++) {
      values[BEFORE + i] = Double.isNaN(features[i]) ? null : (Double) features[i];
    }
    values[values.length - 1] =
        mature.contains(asOf) ? (Double) calculator.label(history, asOf) : null;
    return RowFactory.create(values);
  }
}
