package io.spendcast.adapters.spark.ingest.tables.value;

import io.spendcast.domain.sales.text.AmountStyle;
import io.spendcast.domain.sales.text.AmountText;
import io.spendcast.domain.sales.text.WordedDay;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * SQL functions for owners: {@code spendcast_amount(text, 'de')} reads an amount in a style, {@code
 * spendcast_amount(text)} what is the same in all styles, {@code spendcast_currency(text)} the
 * currency that stands at it, and {@code spendcast_day(text)} a day whose month is a word. What
 * cannot be read is null.
 */
public final class OwnersFunctions {
  static final String AMOUNT = "spendcast_amount";

  private static final String CURRENCY = "spendcast_currency";
  private static final String DAY = "spendcast_day";
  private static final String ALONE = "spendcast_amount_alone";
  private static final String STYLED = "spendcast_amount_styled";
  private static final int SCALE = 8;
  private static final int PRECISION = 28;
  private static final DataType EXACT = DataTypes.createDecimalType(PRECISION, SCALE);

  private OwnersFunctions() {}

  static void register(SparkSession spark) {
    UDF1<Object, BigDecimal> alone = text -> exact(text, AmountText::read);
    UDF2<Object, String, BigDecimal> styled = OwnersFunctions::styled;
    UDF1<String, String> currency = text -> text == null ? null : currency(text);
    UDF1<String, LocalDate> day = text -> text == null ? null : day(text);
    spark.udf().register(ALONE, alone, EXACT);
    spark.udf().register(STYLED, styled, EXACT);
    spark.udf().register(CURRENCY, currency, DataTypes.StringType);
    spark.udf().register(DAY, day, DataTypes.DateType);
    FunctionRegistry functions = spark.sessionState().functionRegistry();
    // A Java function has one number of arguments, so one of two is taken.
    functions.createOrReplaceTempFunction(
        AMOUNT,
        arguments ->
            functions
                .lookupFunctionBuilder(
                    new FunctionIdentifier(arguments.size() == 1 ? ALONE : STYLED))
                .get()
                .apply(arguments),
        "java_udf");
  }

  /** Whether an expression calls one of these functions, which do nothing but calculate. */
  public static boolean isOurs(Expression expression) {
    return expression instanceof ScalaUDF function
        && function.udfName().exists(name -> Set.of(ALONE, STYLED, CURRENCY, DAY).contains(name));
  }

  private interface Reading {
    Optional<BigDecimal> of(String text);
  }

  private static BigDecimal styled(Object text, String style) {
    return Optional.ofNullable(style)
        .flatMap(label -> AmountStyle.find(label.toLowerCase(Locale.ROOT)))
        .map(found -> exact(text, written -> AmountText.read(written, found)))
        .orElse(null);
  }

  /** Numbers are themselves. */
  private static BigDecimal exact(Object value, Reading reading) {
    return Optional.ofNullable(value)
        .flatMap(
            there -> there instanceof Number number ? exact(number) : reading.of(there.toString()))
        .map(read -> read.setScale(SCALE, RoundingMode.HALF_UP))
        .filter(read -> read.precision() <= PRECISION)
        .orElse(null);
  }

  private static Optional<BigDecimal> exact(Number number) {
    return Double.isFinite(number.doubleValue())
        ? Optional.of(new BigDecimal(number.toString()))
        : Optional.empty();
  }

  private static LocalDate day(String text) {
    return WordedDay.read(text).orElse(null);
  }

  private static String currency(String text) {
    return AmountText.currency(text).orElse(null);
  }
}
