package io.spendcast.domain.sales.text;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How people group the digits of an amount, and what they write before its cents. */
public enum AmountStyle {
  /** {@code 1,234.56}. */
  EN("[1-9]\\d{0,2}(?:,\\d{3})+", "\\.", false),
  /** {@code 1.234,56}, and {@code 5,-} for no cents. */
  DE("[1-9]\\d{0,2}(?:\\.\\d{3})+", ",", true),
  /** {@code 1 234,56}, whatever the blank. */
  FR("[1-9]\\d{0,2}(?<blank>[ \\u00a0\\u202f\\u2009])\\d{3}(?:\\k<blank>\\d{3})*", ",", false),
  /** {@code 1'234.56}, whatever the apostrophe, and {@code 5.-} for no cents. */
  CH("[1-9]\\d{0,2}(?<mark>['\\u2019])\\d{3}(?:\\k<mark>\\d{3})*", "\\.", true),
  /** {@code 12,34,567.89}. */
  IN("[1-9]\\d?(?:,\\d{2})*,\\d{3}", "\\.", false);

  private static final String NO_CENTS = "|%s[-\\u2013\\u2014]{1,2}";

  private final Pattern form;

  AmountStyle(String groups, String mark, boolean dashes) {
    this.form =
        Pattern.compile(
            "(?<whole>%1$s|\\d+)(?:%2$s(?<part>\\d+)%3$s)?|%2$s(?<only>\\d+)"
                .formatted(groups, mark, dashes ? NO_CENTS.formatted(mark) : ""));
  }

  /** The name in expressions. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The style with this label. */
  public static Optional<AmountStyle> find(String label) {
    return Stream.of(values()).filter(style -> style.label().equals(label)).findFirst();
  }

  /** All labels, in words. */
  public static String labels() {
    return Stream.of(values()).map(AmountStyle::label).collect(Collectors.joining(", "));
  }

  /** The number that these digits are, without sign and currency; empty if they are none. */
  Optional<BigDecimal> number(String digits) {
    Matcher found = form.matcher(digits);
    if (!found.matches()) {
      return Optional.empty();
    }
    String whole = Optional.ofNullable(found.group("whole")).orElse("0").replaceAll("\\D", "");
    String part =
        Stream.of("part", "only")
            .flatMap(name -> Optional.ofNullable(found.group(name)).stream())
            .findFirst()
            .orElse("0");
    return Optional.of(new BigDecimal(whole + "." + part));
  }
}
