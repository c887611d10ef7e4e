package io.spendcast.adapters.spark.ingest;

import io.spendcast.domain.sales.TableContract;
import io.trino.tpcds.Table;
import io.trino.tpcds.generator.GeneratorColumn;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.row.TableRowWithNulls;
import io.trino.tpcds.type.Decimal;
import io.trino.tpcds.type.Pricing;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the fields behind a row of sales or returns. Printing and parsing its 20 to 34 columns
 * takes over ten times as long as generating them, and would be most of an ingest. A test holds
 * this equal to {@link ParsedValues}.
 */
final class FieldValues implements RowValues {
  private static final long NO_KEY = -1;
  private static final Field NULLS = field(TableRowWithNulls.class, "nullBitMap");

  private final List<Source> sources;

  /** The fields of a fact table. */
  FieldValues(TableContract contract, Class<? extends TableRow> row) {
    Table table = Table.valueOf(contract.table().toUpperCase(Locale.ROOT));
    Map<String, GeneratorColumn> generated =
        Stream.of(table.getGeneratorColumns())
            .collect(Collectors.toMap(Object::toString, column -> column));
    int first = table.getGeneratorColumns()[0].getGlobalColumnNumber();
    sources =
        contract.columns().stream()
            .map(column -> generatedAs(column.name(), generated))
            .map(name -> source(row, name, generated.get(name).getGlobalColumnNumber() - first))
            .toList();
  }

  /**
   * The generator calls {@code ss_item_sk} SS_SOLD_ITEM_SK and {@code ss_quantity}
   * SS_PRICING_QUANTITY.
   */
  private static String generatedAs(String column, Map<String, GeneratorColumn> generated) {
    String name = column.toUpperCase(Locale.ROOT);
    return Stream.of(
            name,
            name.replaceFirst("_", "_SOLD_"),
            name.replaceFirst("_", "_PRICING_"),
            name.replaceFirst("_RETURN_AMT", "_PRICING_NET_PAID"),
            name.replaceFirst("_RETURN_", "_PRICING_"))
        .filter(generated::containsKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nothing is generated for " + column));
  }

  /**
   * The field of SS_TICKET_NUMBER is ssTicketNumber; of SS_PRICING_QUANTITY, ssPricing.quantity.
   */
  private static Source source(Class<?> row, String generated, int nullBit) {
    int pricing = generated.indexOf("_PRICING_");
    if (pricing < 0) {
      return new Source(nullBit, null, field(row, camelCase(generated)));
    }
    String prefix = generated.substring(0, pricing);
    String amount = generated.substring(pricing + "_PRICING_".length());
    return new Source(
        nullBit,
        field(row, prefix.toLowerCase(Locale.ROOT) + "Pricing"),
        field(Pricing.class, camelCase(amount)));
  }

  private static String camelCase(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Stream.of(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining());
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field found = owner.getDeclaredField(name);
      found.setAccessible(true);
      return found;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("another version of the generator: no " + name, e);
    }
  }

  @Override
  public Object[] of(TableRow row) {
    long nulls = (long) read(NULLS, row);
    Object[] values = new Object[sources.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = sources.get(i).value(row, nulls);
    }
    return values;
  }

  private static Object read(Field field, Object owner) {
    try {
      return field.get(owner);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("made accessible above", e);
    }
  }

  /** Where one value is: in the row, or in its pricing if that is not null. */
  private record Source(int nullBit, Field pricing, Field field) {
    Object value(TableRow row, long nulls) {
      if ((nulls >>> nullBit & 1) == 1) {
        return null;
      }
      Object value = read(field, pricing == null ? row : read(pricing, row));
      if (value instanceof Decimal money) {
        return BigDecimal.valueOf(money.getNumber(), money.getPrecision());
      }
      return value instanceof Long key && key == NO_KEY ? null : value;
    }
  }
}
