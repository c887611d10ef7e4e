package io.spendcast.domain.sales.text;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Amounts as people write them: grouped digits, decimal commas, currencies, signs before and after,
 * parentheses for less than nothing.
 *
 * <p>A text is read as a whole or not at all. Groups must be whole, and a sign or a currency may
 * stand there once.
 */
public final class AmountText {
  /** What programs write, as a regular expression: digits, and a point before the cents. */
  public static final String PLAIN = "[+-]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)";

  private static final Pattern PLAIN_FORM = Pattern.compile(PLAIN);

  /** No amount is longer. */
  private static final int LONGEST = 60;

  private AmountText() {}

  /** The amount in the plain form of programs, such as {@code -1234.56}; empty in any other. */
  public static Optional<BigDecimal> plain(String text) {
    return stripped(text)
        .filter(digits -> PLAIN_FORM.matcher(digits).matches())
        .map(BigDecimal::new);
  }

  /** The amount as this style writes it; empty if it is none. */
  public static Optional<BigDecimal> read(String text, AmountStyle style) {
    return taken(text).flatMap(written -> number(written, style));
  }

  /**
   * The amount, if all styles that can read the text agree on it: {@code 1.234,5} has one meaning,
   * {@code 1.234} has two.
   */
  public static Optional<BigDecimal> read(String text) {
    List<BigDecimal> meanings =
        taken(text).stream()
            .flatMap(
                written ->
                    Stream.of(AmountStyle.values())
                        .flatMap(style -> number(written, style).stream()))
            .map(BigDecimal::stripTrailingZeros)
            .distinct()
            .toList();
    return meanings.size() == 1 ? Optional.of(meanings.get(0)) : Optional.empty();
  }

  /** The currency that stands at an amount: a code such as EUR where that is certain. */
  public static Optional<String> currency(String text) {
    return taken(text)
        .filter(written -> Character.isDigit(written.digits().charAt(0)))
        .flatMap(WrittenAmount::currency);
  }

  private static Optional<String> stripped(String text) {
    return Optional.of(Blanks.strip(text))
        .filter(seen -> !seen.isEmpty() && seen.length() <= LONGEST);
  }

  private static Optional<WrittenAmount> taken(String text) {
    return stripped(text).map(WrittenAmount::of).filter(written -> !written.digits().isEmpty());
  }

  private static Optional<BigDecimal> number(WrittenAmount written, AmountStyle style) {
    return style
        .number(written.digits())
        .map(number -> written.isNegative() ? number.negate() : number);
  }
}
