package io.spendcast.adapters.spark.ingest.contract;

import io.spendcast.domain.sales.TableContract;
import io.spendcast.domain.sales.TableContract.Column;
import java.math.BigDecimal;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a contract as Spark has them. */
public final class ContractSchema {
  private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  private ContractSchema() {}

  /** The contract's columns in order; missing values are the check's business, not the schema's. */
  public static StructType of(TableContract contract) {
    return DataTypes.createStructType(
        contract.columns().stream().map(ContractSchema::field).toArray(StructField[]::new));
  }

  private static StructField field(Column column) {
    return DataTypes.createStructField(column.name(), type(column), true);
  }

  /** A whole number that is bounded is a count and fits an int; the others are keys. */
  public static DataType type(Column column) {
    return switch (column.type()) {
      case INTEGER ->
          column.most().filter(most -> most.compareTo(LARGEST_INT) <= 0).isPresent()
              ? DataTypes.IntegerType
              : DataTypes.LongType;
      case MONEY -> DataTypes.createDecimalType(7, 2);
      case DAY -> DataTypes.DateType;
      case TIME -> DataTypes.TimestampType;
      case TEXT -> DataTypes.StringType;
    };
  }
}
