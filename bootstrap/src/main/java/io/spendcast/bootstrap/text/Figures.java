package io.spendcast.bootstrap.text;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as people read them in tables: grouped, money with its cents. */
final class Figures {
  private static final String NONE = "–";

  private Figures() {}

  static String count(long rows) {
    return String.format(Locale.ROOT, "%,d", rows);
  }

  static String money(BigDecimal amount) {
    return amount.signum() == 0 ? NONE : String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** How many rows have something that is worth a word. */
  static String rows(long rows) {
    return rows == 0 ? NONE : count(rows) + " rows";
  }
}
