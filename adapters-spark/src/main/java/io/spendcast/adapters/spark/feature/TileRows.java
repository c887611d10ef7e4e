package io.spendcast.adapters.spark.feature;

import static io.spendcast.adapters.spark.table.SourceLines.CHANNEL;
import static io.spendcast.adapters.spark.table.SourceLines.CUSTOMER;
import static io.spendcast.adapters.spark.table.SourceLines.DAY;
import static io.spendcast.adapters.spark.table.SourceLines.DISCOUNT;
import static io.spendcast.adapters.spark.table.SourceLines.KNOWN;

import io.spendcast.domain.feature.SalesFilter;
import io.spendcast.domain.feature.compute.SpendTile;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Tiles as Spark's own rows, with money in whole ten-thousandths of the currency unit. */
final class TileRows {
  private static final int PRECISION = 18;
  private static final int MONEY = 4;
  private static final int COUNTS = 7;
  private static final int CATEGORIES = 10;

  /** How many columns a tile has. */
  static final int COLUMNS = 11;

  private static final DataType AMOUNT = DataTypes.createDecimalType(PRECISION, DailySpend.SCALE);

  private final Set<String> categories;
  private final Map<UTF8String, SalesFilter> channels = new HashMap<>();
  private final Map<UTF8String, SalesFilter> parts = new HashMap<>();

  /** Reads only the parts of spend in these categories. */
  TileRows(Set<String> categories) {
    this.categories = categories;
  }

  /** The columns of {@link #row}. */
  static StructType schema(DataType customer) {
    return new StructType()
        .add(CUSTOMER, customer)
        .add(CHANNEL, DataTypes.StringType)
        .add(DAY, DataTypes.DateType)
        .add(KNOWN, DataTypes.DateType)
        .add(DailySpendTiles.SPEND, AMOUNT)
        .add(DailySpendTiles.RETURNED, AMOUNT)
        .add(DISCOUNT, AMOUNT)
        .add(DailySpendTiles.ORDERS, DataTypes.LongType)
        .add(DailySpendTiles.LINES, DataTypes.LongType)
        .add(DailySpendTiles.UNITS, DataTypes.LongType)
        .add(
            DailySpendTiles.CATEGORIES,
            DataTypes.createArrayType(
                new StructType()
                    .add("category", DataTypes.StringType)
                    .add(DailySpendTiles.SPEND, AMOUNT)));
  }

  /** The row of a tile. */
  static InternalRow row(
      Object[] key, long[] money, long[] counts, Map<UTF8String, Long> categories) {
    Object[] values = new Object[COLUMNS];
    System.arraycopy(key, 0, values, 0, MONEY);
    for (int i = 0; i < money.length; i++) {
      values[MONEY + i] = money(money[i]);
      values[COUNTS + i] = counts[i];
    }
    values[CATEGORIES] =
        new GenericArrayData(
            categories.entrySet().stream()
                .map(part -> part(part.getKey(), part.getValue()))
                .toArray());
    return new GenericInternalRow(values);
  }

  private static InternalRow part(UTF8String category, long spend) {
    return new GenericInternalRow(new Object[] {category, money(spend)});
  }

  private static Decimal money(long exact) {
    return Decimal.apply(exact, PRECISION, DailySpend.SCALE);
  }

  /** Money of a row in ten-thousandths; 0 if there is none. */
  static long money(InternalRow row, int column) {
    return row.isNullAt(column)
        ? 0
        : row.getDecimal(column, PRECISION, DailySpend.SCALE).toUnscaledLong();
  }

  /** The tile of a row with the columns of {@link #schema}. */
  SpendTile tile(InternalRow row) {
    return new SpendTile(
        row.getInt(2),
        row.getInt(3),
        filter(channels, row.getUTF8String(1), name -> SalesFilter.of(new Channel(name))),
        money(row, MONEY),
        money(row, MONEY + 1),
        money(row, MONEY + 2),
        row.getLong(COUNTS),
        row.getLong(COUNTS + 1),
        row.getLong(COUNTS + 2),
        parts(row.getArray(CATEGORIES)));
  }

  private Map<SalesFilter, Long> parts(ArrayData all) {
    Map<SalesFilter, Long> spend = new HashMap<>();
    for (int i = 0; i < all.numElements() && !categories.isEmpty(); i++) {
      InternalRow part = all.getStruct(i, 2);
      SalesFilter category = filter(parts, part.getUTF8String(0), SalesFilter::ofCategory);
      if (categories.contains(category.category())) {
        spend.merge(category, money(part, 1), Math::addExact);
      }
    }
    return spend;
  }

  private static SalesFilter filter(
      Map<UTF8String, SalesFilter> known, UTF8String name, Function<String, SalesFilter> filter) {
    SalesFilter found = known.get(name);
    if (found == null) {
      found = filter.apply(name.toString());
      known.put(name.copy(), found);
    }
    return found;
  }
}
