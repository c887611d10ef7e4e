package io.spendcast.domain.proposal.column;

import io.spendcast.domain.sales.text.AmountStyle;
import io.spendcast.domain.sales.text.AmountText;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How the numbers of a column are written; the first of several that read it is preferred. */
public enum NumberStyle {
  /** As programs write it: {@code -1234.56}. */
  PLAIN,
  /** {@code 1,234.56}. */
  EN,
  /** {@code 1.234,56}. */
  DE,
  /** {@code 1 234,56}. */
  FR,
  /** {@code 1'234.56}. */
  CH,
  /** {@code 12,34,567.89}. */
  IN;

  /** The name by which the mapping's function for amounts knows it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean hasDecimalDot() {
    return this != DE && this != FR;
  }

  /** The number; empty if the text is none in this style. */
  public Optional<BigDecimal> parse(String text) {
    return this == PLAIN
        ? AmountText.plain(text)
        : AmountText.read(text, AmountStyle.valueOf(name()));
  }
}
