package io.spendcast.domain.proposal.column;

import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A column read as numbers.
 *
 * @param column the column
 * @param style how its texts are written; plain for numbers
 * @param isAmbiguous whether another style reads the texts as well, with other numbers
 * @param numbers one per row; empty where there is none
 */
public record Amounts(
    SampledColumn column,
    NumberStyle style,
    boolean isAmbiguous,
    List<Optional<BigDecimal>> numbers) {
  /** Columns of which less can be read hold something else. */
  private static final double LEAST_READ = 0.9;

  private static final int FIRST_VALUES = 50;
  private static final int THOUSANDS = 3;
  private static final Pattern GROUPED = Pattern.compile("-?[1-9]\\d{0,2}(\\.\\d{3})+");
  private static final Pattern CENTS = Pattern.compile(".*[.,][0-9]{1,2}\\D*");

  /** The column as numbers; empty if it holds something else. */
  public static Optional<Amounts> of(SampledColumn column) {
    if (column.type() == ValueType.DAY || column.type() == ValueType.TIME) {
      return Optional.empty();
    }
    Map<String, Long> texts = counts(column);
    return mayBeNumbers(texts)
        ? best(texts).map(style -> read(column, texts, style))
        : Optional.empty();
  }

  private static Map<String, Long> counts(SampledColumn column) {
    Map<String, Long> counts = new LinkedHashMap<>();
    column.filled().forEach(text -> counts.merge(text, 1L, Long::sum));
    return counts;
  }

  /** Most columns of words are known by their first ones. */
  private static boolean mayBeNumbers(Map<String, Long> texts) {
    List<String> first = texts.keySet().stream().limit(FIRST_VALUES).toList();
    long numbers =
        first.stream()
            .filter(
                text ->
                    Arrays.stream(NumberStyle.values())
                        .anyMatch(style -> style.parse(text).isPresent()))
            .count();
    return !first.isEmpty() && 2 * numbers >= first.size();
  }

  private static Amounts read(SampledColumn column, Map<String, Long> texts, NumberStyle style) {
    return new Amounts(
        column,
        style,
        style != NumberStyle.PLAIN && isAmbiguous(style, texts.keySet()),
        numbers(column, style));
  }

  private static List<Optional<BigDecimal>> numbers(SampledColumn column, NumberStyle style) {
    Map<String, Optional<BigDecimal>> read = new HashMap<>();
    return column.values().stream().map(text -> read.computeIfAbsent(text, style::parse)).toList();
  }

  private static Optional<NumberStyle> best(Map<String, Long> texts) {
    double plain = share(texts, NumberStyle.PLAIN);
    boolean thousands = areThousands(texts.keySet());
    if (plain == 1 && !thousands) {
      return Optional.of(NumberStyle.PLAIN);
    }
    Map<NumberStyle, Double> shares = new EnumMap<>(NumberStyle.class);
    for (NumberStyle style : NumberStyle.values()) {
      if (!style.hasDecimalDot() || !thousands) {
        shares.put(style, share(texts, style));
      }
    }
    return shares.keySet().stream()
        .max(
            Comparator.<NumberStyle>comparingDouble(shares::get)
                .thenComparing(Comparator.<NumberStyle>comparingLong(s -> cents(texts, s)))
                .thenComparing(Comparator.<NumberStyle>naturalOrder().reversed()))
        .filter(style -> shares.get(style) >= LEAST_READ);
  }

  /** Dots before three digits only are marks of thousands, as in {@code 1.234} and {@code 250}. */
  private static boolean areThousands(Set<String> texts) {
    long dotted = texts.stream().filter(text -> text.contains(".")).count();
    return dotted >= THOUSANDS
        && texts.stream()
            .allMatch(
                text ->
                    text.contains(".")
                        ? GROUPED.matcher(text).matches()
                        : text.chars().filter(Character::isDigit).count() <= 3);
  }

  private static double share(Map<String, Long> texts, NumberStyle style) {
    long read = 0;
    long all = 0;
    for (Map.Entry<String, Long> text : texts.entrySet()) {
      all += text.getValue();
      read += style.parse(text.getKey()).isPresent() ? text.getValue() : 0;
    }
    return (double) read / all;
  }

  /** How many texts have one or two decimals in a style, as money has. */
  private static long cents(Map<String, Long> texts, NumberStyle style) {
    return texts.entrySet().stream()
        .filter(text -> CENTS.matcher(text.getKey()).matches())
        .filter(text -> style.parse(text.getKey()).isPresent())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private static boolean isAmbiguous(NumberStyle style, Set<String> texts) {
    return Arrays.stream(NumberStyle.values())
        .filter(other -> other != style)
        .anyMatch(
            other ->
                texts.stream().anyMatch(text -> !style.parse(text).equals(other.parse(text)))
                    && texts.stream().allMatch(text -> other.parse(text).isPresent()));
  }

  /** The same texts read in the style of other columns, if they can all be read in it. */
  public Amounts in(NumberStyle other) {
    List<Optional<BigDecimal>> read = numbers(column, other);
    long known = read.stream().filter(Optional::isPresent).count();
    return known == column.filled().size() ? new Amounts(column, other, false, read) : this;
  }

  /** How Spark SQL reads it as an exact number. */
  public String exact() {
    if (style != NumberStyle.PLAIN) {
      return expression();
    }
    return column.type() == ValueType.TEXT
        ? "CAST(%s AS DECIMAL(18,4))".formatted(column.expression())
        : column.expression();
  }

  /** How Spark SQL reads it. */
  public String expression() {
    return style == NumberStyle.PLAIN
        ? column.expression()
        : "spendcast_amount(%s, '%s')".formatted(column.expression(), style.label());
  }

  /** The numbers that are there. */
  public List<BigDecimal> known() {
    return numbers.stream().flatMap(Optional::stream).toList();
  }

  public long below() {
    return known().stream().filter(number -> number.signum() < 0).count();
  }

  public boolean isWhole() {
    return known().stream().allMatch(number -> number.stripTrailingZeros().scale() <= 0);
  }

  /** The share of the rows in which this is that times the other, to a cent or a thousandth. */
  public double shareOfProduct(Amounts one, Amounts other) {
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
