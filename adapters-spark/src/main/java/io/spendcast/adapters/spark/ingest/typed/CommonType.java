package io.spendcast.adapters.spark.ingest.typed;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** The type that holds the values of two types, each as it is. */
final class CommonType {
  private static final int MOST_DIGITS = 38;

  private CommonType() {}

  static Optional<DataType> of(DataType one, DataType other) {
    if (one.equals(other)) {
      return Optional.of(one);
    }
    if (one instanceof NumericType && other instanceof NumericType) {
      return Optional.of(number(one, other));
    }
    if (isText(one, other) || isText(other, one)) {
      return Optional.of(DataTypes.StringType);
    }
    return isTime(one) && isTime(other) ? Optional.of(DataTypes.TimestampType) : Optional.empty();
  }

  /** Whole numbers print as the text that others wrote; other values may print in many ways. */
  private static boolean isText(DataType one, DataType other) {
    return one instanceof StringType && digits(other) > 0;
  }

  private static boolean isTime(DataType type) {
    return type instanceof DateType
        || type instanceof TimestampType
        || type instanceof TimestampNTZType;
  }

  private static DataType number(DataType one, DataType other) {
    if (isFloating(one) || isFloating(other)) {
      return DataTypes.DoubleType;
    }
    if (digits(one) > 0 && digits(other) > 0) {
      return digits(one) > digits(other) ? one : other;
    }
    DecimalType left = decimal(one);
    DecimalType right = decimal(other);
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return DataTypes.createDecimalType(Math.min(MOST_DIGITS, whole + scale), scale);
  }

  private static boolean isFloating(DataType type) {
    return type instanceof DoubleType || type instanceof FloatType;
  }

  /** Of a type of whole numbers, else 0. */
  private static int digits(DataType type) {
    List<Class<?>> sizes =
        List.of(ByteType.class, ShortType.class, IntegerType.class, LongType.class);
    List<Integer> digits = List.of(3, 5, 10, 19);
    for (int i = 0; i < sizes.size(); i++) {
      if (sizes.get(i).isInstance(type)) {
        return digits.get(i);
      }
    }
    return 0;
  }

  private static DecimalType decimal(DataType type) {
    return type instanceof DecimalType decimal
        ? decimal
        : DataTypes.createDecimalType(digits(type), 0);
  }
}
