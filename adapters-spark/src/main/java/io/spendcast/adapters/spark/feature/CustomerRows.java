package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.feature.FeatureCalculator;
import io.spendcast.domain.feature.SpendHistory;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.MapPartitionsFunction;
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
    implements MapPartitionsFunction<Row, Row>, Serializable {
  /** Customer and as-of date come before the features, the label after them. */
  private static final int BEFORE = 2;

  @Override
  public Iterator<Row> call(Iterator<Row> tiles) {
    return new Walk(tiles);
  }

  private Iterator<Row> rows(Object customer, List<DailySpend> tiles) {
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

  /** Through one partition, in which the tiles of a customer stand next to each other. */
  private final class Walk implements Iterator<Row> {
    private final Iterator<Row> tiles;
    private final Map<String, Channel> channels = new HashMap<>();
    private Row ahead;
    private Iterator<Row> rows = Collections.emptyIterator();

    Walk(Iterator<Row> tiles) {
      this.tiles = tiles;
      this.ahead = following();
    }

    private Row following() {
      return tiles.hasNext() ? tiles.next() : null;
    }

    @Override
    public boolean hasNext() {
      while (!rows.hasNext() && ahead != null) {
        Object customer = ahead.get(0);
        List<DailySpend> own = new ArrayList<>();
        while (ahead != null && ahead.get(0).equals(customer)) {
          own.add(
              DailySpendTiles.tile(ahead, name -> channels.computeIfAbsent(name, Channel::new)));
          ahead = following();
        }
        rows = rows(customer, own);
      }
      return rows.hasNext();
    }

    @Override
    public Row next() {
      return hasNext() ? rows.next() : Collections.<Row>emptyIterator().next();
    }
  }
}
