package io.spendcast.adapters.spark.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.UTF8String;

/** Adds the lines of each customer up to tiles, in whole ten-thousandths of the currency unit. */
final class CustomerTiles implements ByCustomer.OfCustomer<InternalRow> {
  private static final Comparator<CustomerLine> BY_ORDER =
      Comparator.comparing(CustomerLine::channel)
          .thenComparingInt(CustomerLine::day)
          .thenComparing(CustomerLine::order, Comparator.nullsFirst(CustomerTiles::compare))
          .thenComparingInt(CustomerLine::known);

  private final DataType order;
  private final Map<UTF8String, UTF8String> names = new HashMap<>();
  private final List<CustomerLine> lines = new ArrayList<>();

  CustomerTiles(DataType order) {
    this.order = order;
  }

  @Override
  public void add(InternalRow row) {
    lines.add(CustomerLine.of(row, order, this::kept));
  }

  /** The same text once: what stands in a row is gone with it. */
  private UTF8String kept(UTF8String name) {
    UTF8String found = names.get(name);
    if (found == null) {
      found = name.copy();
      names.put(found, found);
    }
    return found;
  }

  @Override
  public Iterator<InternalRow> made(Object customer) {
    lines.sort(BY_ORDER);
    Map<Day, Tile> tiles = new LinkedHashMap<>();
    CustomerLine before = null;
    long left = 0;
    for (CustomerLine line : lines) {
      left = before != null && line.isOfOrder(before) ? left : 0;
      tiles.computeIfAbsent(Day.of(line), any -> new Tile()).add(line, left);
      left += line.lines();
      before = line;
    }
    lines.clear();
    return tiles.entrySet().stream()
        .map(tile -> tile.getValue().row(customer, tile.getKey()))
        .iterator();
  }

  @SuppressWarnings("unchecked")
  private static int compare(Object one, Object other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  /**
   * The key of a tile of the customer. Beside the day, the days until it was known are hashed,
   * since two equal days would leave the lower bits of every hash the same.
   */
  private record Day(UTF8String channel, int day, int late) {
    static Day of(CustomerLine line) {
      return new Day(line.channel(), line.day(), line.known() - line.day());
    }

    int known() {
      return day + late;
    }
  }

  /** Sums of lines. */
  private static final class Tile {
    private long spend;
    private long returned;
    private long discount;
    private long orders;
    private long lines;
    private long units;
    private final Map<UTF8String, Long> categories = new LinkedHashMap<>();

    /** Adds a line; so many lines of its order were left before it. */
    void add(CustomerLine line, long left) {
      spend = Math.addExact(spend, line.spend());
      returned = Math.addExact(returned, line.returned());
      discount = Math.addExact(discount, line.discount());
      orders += isAnOrder(left + line.lines()) - isAnOrder(left);
      lines += line.lines();
      units = Math.addExact(units, line.units());
      if (line.category() != null) {
        categories.merge(line.category(), line.spend(), Math::addExact);
      }
    }

    /** Corrections may add the first line of an order or take back its last. */
    private static int isAnOrder(long lines) {
      return lines > 0 ? 1 : 0;
    }

    InternalRow row(Object customer, Day key) {
      return TileRows.row(
          new Object[] {customer, key.channel(), key.day(), key.known()},
          new long[] {spend, returned, discount},
          new long[] {orders, lines, units},
          categories);
    }
  }
}
