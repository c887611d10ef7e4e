package io.spendcast.domain.sales;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a source stands against its contract, before anything of it is written.
 *
 * @param source the source
 * @param tables one entry per source table
 * @param refusals why the source as a whole is not accepted; empty if it is
 * @param remarks what is odd about the source as a whole, but kept
 * @param salesDays from the first day with a sale to keep until the day after the last, if any
 */
public record SourceCheck(
    String source,
    List<TableCheck> tables,
    List<String> refusals,
    List<String> remarks,
    Optional<DateWindow> salesDays) {
  /** Copies the lists. */
  public SourceCheck {
    tables = List.copyOf(tables);
    refusals = List.copyOf(refusals);
    remarks = List.copyOf(remarks);
  }

  /** The same, with more that is odd about the source as a whole. */
  public SourceCheck remark(List<String> more) {
    List<String> all = Stream.concat(remarks.stream(), more.stream()).toList();
    return new SourceCheck(source, tables, refusals, all, salesDays);
  }

  /** What is odd but kept, table by table, then as a whole. */
  public List<String> warnings() {
    Stream<String> byTable =
        tables.stream()
            .flatMap(table -> table.warnings().stream().map(text -> table.name() + ": " + text));
    return Stream.concat(byTable, remarks.stream()).toList();
  }

  /** The refusal as a failure, if the source is not accepted. */
  public Optional<SpendcastException> refusal() {
    return Optional.of(refusals)
        .filter(reasons -> !reasons.isEmpty())
        .map(
            reasons ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot ingest %s: %s.".formatted(source, String.join("; ", reasons)),
                    "Correct the data or its description; nothing was ingested."));
  }
}
