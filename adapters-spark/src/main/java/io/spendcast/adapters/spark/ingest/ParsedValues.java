package io.spendcast.adapters.spark.ingest;

import io.spendcast.adapters.spark.ingest.contract.ContractSchema;
import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Column;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.TableRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** The library's own way: it prints every column of the row, and ours are parsed again. */
final class ParsedValues implements RowValues {
  private final int[] positions;
  private final DataType[] types;

  ParsedValues(TableContract contract) {
    Table table = Table.valueOf(contract.table().toUpperCase(Locale.ROOT));
    positions =
        contract.columns().stream()
            .mapToInt(column -> table.getColumn(column.name()).getPosition())
            .toArray();
    types =
        contract.columns().stream()
            .map((Column column) -> ContractSchema.type(column))
            .toArray(DataType[]::new);
  }

  @Override
  public Object[] of(TableRow row) {
    List<String> texts = row.getValues();
    Object[] values = new Object[positions.length];
    for (int i = 0; i < values.length; i++) {
      String text = texts.get(positions[i]);
      values[i] = text == null ? null : parsed(text, types[i]);
    }
    return values;
  }

  private static Object parsed(String text, DataType type) {
    if (type.equals(DataTypes.LongType)) {
      return Long.valueOf(text);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return Integer.valueOf(text);
    }
    if (type.equals(DataTypes.DateType)) {
      return LocalDate.parse(text);
    }
    return type.equals(DataTypes.StringType) ? text : new BigDecimal(text).setScale(2);
  }
}
