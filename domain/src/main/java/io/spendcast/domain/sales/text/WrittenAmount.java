package io.spendcast.domain.sales.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An amount taken apart, from its ends inwards.
 *
 * @param sign plus or minus; empty if there is none
 * @param currency a code or mark, if there is one
 * @param digits what is left: digits with their groups and decimal mark, or what is no amount
 */
record WrittenAmount(Optional<String> sign, Optional<String> currency, String digits) {
  private static final String MINUS = "-";
  private static final String DASHES =
      "\\-\\u2010\\u2011\\u2012\\u2013\\u2212\\u207b\\ufe63\\uff0d";
  private static final Pattern BEFORE =
      Pattern.compile("(?<sign>[+%s])(?<rest>.*)".formatted(DASHES));

  /** A dash after a decimal mark is no sign: it says that there are no cents. */
  private static final Pattern AFTER =
      Pattern.compile("(?<rest>.*[^.,%1$s\\u2014])(?<sign>[+%1$s])".formatted(DASHES));

  private static final Pattern IN_PARENTHESES = Pattern.compile("(?<sign>\\()(?<rest>.*)\\)");

  static WrittenAmount of(String text) {
    return new WrittenAmount(Optional.empty(), Optional.empty(), text).taken();
  }

  boolean isNegative() {
    return sign.equals(Optional.of(MINUS));
  }

  /** Without a sign or currency at either end. */
  private WrittenAmount taken() {
    return withSign().or(this::withCurrency).map(WrittenAmount::taken).orElse(this);
  }

  private Optional<WrittenAmount> withSign() {
    return sign.isPresent()
        ? Optional.empty()
        : Stream.of(BEFORE, AFTER, IN_PARENTHESES)
            .map(form -> form.matcher(digits))
            .filter(Matcher::matches)
            .findFirst()
            .map(this::withSign);
  }

  private WrittenAmount withSign(Matcher found) {
    String read = found.group("sign").equals("+") ? "+" : MINUS;
    return new WrittenAmount(Optional.of(read), currency, Blanks.strip(found.group("rest")));
  }

  private Optional<WrittenAmount> withCurrency() {
    return currency.isPresent()
        ? Optional.empty()
        : CurrencyMark.before(digits)
            .or(() -> CurrencyMark.after(digits))
            .map(
                mark ->
                    new WrittenAmount(sign, Optional.of(mark.code()), Blanks.strip(mark.rest())));
  }
}
