package io.spendcast.adapters.spark.ingest.tables;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must come of a form.
 *
 * @param done whether the source is accepted
 * @param rows kept
 * @param money kept
 * @param quarantinedRows kept apart
 * @param quarantined known money kept apart
 * @param words what the refusal says, or, of a source that is accepted, the reasons and warnings
 */
record Outcome(
    boolean done,
    long rows,
    BigDecimal money,
    long quarantinedRows,
    BigDecimal quarantined,
    List<String> words) {

  static Outcome keeps(Shop all) {
    return new Outcome(true, all.sales().size(), all.money(), 0, BigDecimal.ZERO, List.of());
  }

  static Outcome refused(String... words) {
    return new Outcome(false, 0, BigDecimal.ZERO, 0, BigDecimal.ZERO, List.of(words));
  }

  Outcome warning(String... more) {
    return new Outcome(done, rows, money, quarantinedRows, quarantined, with(more));
  }

  /** So many rows are kept apart besides those to keep, with this known money. */
  Outcome without(long apart, BigDecimal known, String... reasons) {
    return new Outcome(done, rows, money, apart, known, with(reasons));
  }

  private List<String> with(String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }
}
