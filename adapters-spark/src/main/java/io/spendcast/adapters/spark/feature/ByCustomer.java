package io.spendcast.adapters.spark.feature;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Walks over compact tiles, in which those of a customer stand next to each other. */
record ByCustomer(Rows ofCustomer) implements MapPartitionsFunction<Row, Row>, Serializable {
  @Override
  public Iterator<Row> call(Iterator<Row> tiles) {
    return new Walk(tiles);
  }

  /** Makes rows of one customer. */
  interface Rows extends Serializable {
    /** The rows, given the first tile's row and all tiles. */
    Iterator<Row> of(Row first, List<DailySpend> tiles);
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
        Row first = ahead;
        List<DailySpend> own = new ArrayList<>();
        while (ahead != null && ahead.get(0).equals(first.get(0))) {
          own.add(
              DailySpendTiles.tile(ahead, name -> channels.computeIfAbsent(name, Channel::new)));
          ahead = following();
        }
        rows = ofCustomer.of(first, own);
      }
      return rows.hasNext();
    }

    @Override
    public Row next() {
      return hasNext() ? rows.next() : Collections.<Row>emptyIterator().next();
    }
  }
}
