package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.SampledColumn.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A column read as numbers.
 *
 * @param column the column
 * @param style how its texts are written; plain for numbers
 * @param isAmbiguous whether another style reads the texts as well, with other numbers
 * @param numbers one per row; empty where there is none
 */
record Amounts(
    SampledColumn column,
    NumberStyle style,
    boolean isAmbiguous,
    List<Optional<BigDecimal>> numbers) {
  /** Columns of which less can be read hold something else. */
  private static final double LEAST_READ = 0.9;

  /** The column as numbers; empty if it holds something else. */
  static Optional<Amounts> of(SampledColumn column) {
    List<String> filled = column.filled();
    if (filled.isEmpty() || column.type() == ValueType.DAY || column.type() == ValueType.TIME) {
      return Optional.empty();
    }
    Optional<NumberStyle> best = best(filled);
    return best.map(
        style ->
            new Amounts(
                column,
                style,
                style != NumberStyle.PLAIN && isAmbiguous(style, filled),
                column.values().stream().map(style::parse).toList()));
  }

  private static Optional<NumberStyle> best(List<String> texts) {
    double plain = share(texts, NumberStyle.PLAIN);
    if (plain == 1 && !areThousands(texts)) {
      return Optional.of(NumberStyle.PLAIN);
    }
    return Arrays.stream(NumberStyle.values())
        .filter(style -> !style.hasDecimalDot() || !areThousands(texts))
        .max(
            Comparator.<NumberStyle>comparingDouble(style -> share(texts, style))
                .thenComparing(Comparator.<NumberStyle>comparingLong(s -> cents(texts, s)))
                .thenComparing(Comparator.<NumberStyle>naturalOrder().reversed()))
        .filter(style -> share(texts, style) >= LEAST_READ);
  }

  /** Dots before three digits only are marks of thousands, as in {@code 1.234} and {@code 250}. */
  private static boolean areThousands(List<String> texts) {
    Predicate<String> dotted = text -> text.contains(".");
    return texts.stream().filter(dotted).count() >= 3
        && texts.stream()
            .filter(dotted)
            .allMatch(text -> text.matches("-?[1-9]\\d{0,2}(\\.\\d{3})+"))
        && texts.stream()
            .filter(dotted.negate())
            .allMatch(text -> text.replaceAll("\\D", "").length() <= 3);
  }

  private static double share(List<String> texts, NumberStyle style) {
    return (double) texts.stream().filter(text -> style.parse(text).isPresent()).count()
        / texts.size();
  }

  /** How many texts have one or two decimals in a style, as money has. */
  private static long cents(List<String> texts, NumberStyle style) {
    return texts.stream()
        .filter(text -> text.matches(".*[.,][0-9]{1,2}\\D*"))
        .filter(text -> style.parse(text).isPresent())
        .count();
  }

  private static boolean isAmbiguous(NumberStyle style, List<String> texts) {
    return Arrays.stream(NumberStyle.values())
        .filter(other -> other != style)
        .anyMatch(
            other ->
                texts.stream().anyMatch(text -> !style.parse(text).equals(other.parse(text)))
                    && texts.stream().allMatch(text -> other.parse(text).isPresent()));
  }

  /** How Spark SQL reads it as an exact number. */
  String exact() {
    if (style != NumberStyle.PLAIN) {
      return expression();
    }
    return column.type() == ValueType.TEXT
        ? "CAST(%s AS DECIMAL(18,4))".formatted(column.expression())
        : column.expression();
  }

  /** How Spark SQL reads it. */
  String expression() {
    return style == NumberStyle.PLAIN
        ? column.expression()
        : "spendcast_amount(%s, '%s')".formatted(column.expression(), style.label());
  }

  /** The numbers that are there. */
  List<BigDecimal> known() {
    return numbers.stream().flatMap(Optional::stream).toList();
  }

  long below() {
    return known().stream().filter(number -> number.signum() < 0).count();
  }

  boolean isWhole() {
    return known().stream().allMatch(number -> number.stripTrailingZeros().scale() <= 0);
  }

  /** The share of the rows in which this is that times the other, to a cent or a thousandth. */
  double shareOfProduct(Amounts one, Amounts other) {
    long seen = 0;
    long same = 0;
    for (int row = 0; row < numbers.size(); row++) {
      Optional<BigDecimal> factor = one.numbers.get(row);
      Optional<BigDecimal> second = other.numbers.get(row);
      if (numbers.get(row).isPresent() && factor.isPresent() && second.isPresent()) {
        seen++;
        same += isNear(numbers.get(row).get(), factor.get().multiply(second.get())) ? 1 : 0;
      }
    }
    return seen == 0 ? 0 : (double) same / seen;
  }

  private static boolean isNear(BigDecimal one, BigDecimal other) {
    BigDecimal off = one.abs().subtract(other.abs()).abs();
    return off.compareTo(one.abs().movePointLeft(3).max(new BigDecimal("0.011"))) <= 0;
  }
}
