package io.spendcast.bootstrap.text;

import io.spendcast.domain.sales.FilteredRows;
import java.util.Locale;
import java.util.Optional;

/** What an owner's filter leaves out of a table, in a sentence. */
public final class FilteredText {
  private FilteredText() {}

  /** The sentence, without a full stop; empty if nothing is left out. */
  public static Optional<String> of(String table, FilteredRows filtered) {
    if (filtered.rows() == 0) {
      return Optional.empty();
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s: the filter leaves out %,d rows with money of %,.2f",
            table,
            filtered.rows(),
            filtered.money());
    return Optional.of(
        text
            + part(filtered.rowsMoneyUnknown(), "the money of %,d of them is unknown")
            + part(
                filtered.rowsUndecided(),
                "for %,d of them it is neither true nor false, since a value is missing"));
  }

  private static String part(long rows, String words) {
    return rows == 0 ? "" : "; " + String.format(Locale.ROOT, words, rows);
  }
}
