package io.spendcast.bootstrap.report;

import io.spendcast.domain.evaluation.loss.Interval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How the report writes numbers and dates; what is unknown is a dash. */
final class Numbers {
  static final String UNKNOWN = "–";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private Numbers() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** Two decimals for small amounts, none for large ones. */
  static String money(double amount) {
    return number(amount, Math.abs(amount) < 1_000 ? "%,.2f" : "%,.0f");
  }

  /** What an amount adds or takes away. */
  static String signedMoney(double amount) {
    return number(amount, Math.abs(amount) < 1_000 ? "%+,.2f" : "%+,.0f");
  }

  /** An amount to speak of: 186.9 million. */
  static String roughly(double amount) {
    double size = Math.abs(amount);
    if (size >= 1e9) {
      return number(amount / 1e9, "%,.2f billion");
    }
    return size >= 1e6 ? number(amount / 1e6, "%,.1f million") : number(amount, "%,.0f");
  }

  static String percent(double share) {
    return number(100 * share, "%.1f\u00a0%%");
  }

  /** What rounds to nothing has no sign. */
  static String signedPercent(double share) {
    return Math.abs(share) < 0.0005 ? percent(0) : number(100 * share, "%+.1f\u00a0%%");
  }

  /** Three significant digits, as far as they are needed. */
  static String plain(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return number(value, "%,.0f");
    }
    return number(value, size >= 1 || size == 0 ? "%.2f" : "%.4f");
  }

  static String skill(Interval interval) {
    return number(interval.value(), "%.4f")
        + " [%s, %s]".formatted(number(interval.low(), "%.4f"), number(interval.high(), "%.4f"));
  }

  static String shares(Interval interval) {
    return signedPercent(interval.value())
        + " [%s, %s]".formatted(signedPercent(interval.low()), signedPercent(interval.high()));
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  private static String number(double value, String format) {
    return Double.isFinite(value)
        ? String.format(Locale.ROOT, format, value).replace('-', '−')
        : UNKNOWN;
  }
}
