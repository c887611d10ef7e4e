package io.spendcast.domain.audit;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a version of a table was found.
 *
 * @param damages why nobody may rely on it, each as it follows "raw/shop/till:"; empty if it is
 *     whole
 * @param remarks what is odd, but damages nothing
 * @param rows how many rows were read; empty if they cannot be read
 * @param money what the amounts add up to; empty if the table has none or cannot be read
 * @param lastWhole the newest version before a damaged one that is whole, if one was found
 */
public record TableState(
    List<String> damages,
    List<String> remarks,
    OptionalLong rows,
    Optional<BigDecimal> money,
    OptionalLong lastWhole) {
  /** Copies the lists. */
  public TableState {
    damages = List.copyOf(damages);
    remarks = List.copyOf(remarks);
    Objects.requireNonNull(rows, "rows");
    Objects.requireNonNull(lastWhole, "lastWhole");
  }

  /** A whole table without amounts. */
  public static TableState whole(long rows) {
    return new TableState(
        List.of(), List.of(), OptionalLong.of(rows), Optional.empty(), OptionalLong.empty());
  }

  /** A table that cannot be read. */
  public static TableState damaged(String why) {
    return new TableState(
        List.of(why), List.of(), OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
  }
}
