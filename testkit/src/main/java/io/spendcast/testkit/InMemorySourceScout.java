package io.spendcast.testkit;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import io.spendcast.domain.proposal.sample.PreviewLine;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.proposal.sample.SourceScout;
import io.spendcast.domain.sales.FilteredRows;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Looks at given tables; of expressions it knows names of columns, and numbers. */
public final class InMemorySourceScout implements SourceScout {
  private final Map<String, Sample> tables = new TreeMap<>();

  /** Puts a table of texts to a place. */
  public void put(String place, List<String> columns, List<List<String>> rows) {
    Relation relation = new Relation(place, Format.CSV, Map.of(), Optional.empty());
    List<SampledColumn> sampled =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    new SampledColumn(
                        columns.get(i),
                        SampledColumn.quoted(columns.get(i)),
                        ValueType.TEXT,
                        rows.stream().map(row -> row.get(i)).toList()))
            .toList();
    tables.put(place, new Sample(place, relation, sampled, List.of()));
  }

  @Override
  public List<Sample> samples(String place) {
    return List.of(
        Optional.ofNullable(tables.get(place))
            .orElseThrow(
                () ->
                    new SpendcastException(
                        Kind.NOT_FOUND,
                        "Cannot look at %s: nothing is there.".formatted(place),
                        "Name another place.")));
  }

  @Override
  public SourcePreview preview(List<OwnTable> described) {
    List<TableCheck> checks = new ArrayList<>();
    List<PreviewLine> lines = new ArrayList<>();
    for (OwnTable table : described) {
      Sample sample = samples(table.lines().location()).get(0);
      List<PreviewLine> kept =
          IntStream.range(0, sample.rows())
              .mapToObj(row -> line(table, sample, row))
              .flatMap(Optional::stream)
              .toList();
      checks.add(check(table, sample, kept));
      lines.addAll(kept);
    }
    List<LocalDate> days = lines.stream().map(PreviewLine::day).sorted().toList();
    Optional<DateWindow> window =
        days.isEmpty()
            ? Optional.empty()
            : Optional.of(new DateWindow(days.get(0), days.get(days.size() - 1).plusDays(1)));
    return new SourcePreview(
        new SourceCheck("tables in memory", checks, List.of(), List.of(), window), lines);
  }

  private static TableCheck check(OwnTable table, Sample sample, List<PreviewLine> kept) {
    BigDecimal money =
        kept.stream().map(PreviewLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    long out = (long) sample.rows() - kept.size();
    return new TableCheck(
        table.name(),
        sample.rows(),
        kept.size(),
        out,
        money,
        money,
        BigDecimal.ZERO,
        0,
        FilteredRows.NONE,
        out == 0 ? Map.of() : Map.of("a value is missing", out),
        List.of());
  }

  private static Optional<PreviewLine> line(OwnTable table, Sample sample, int row) {
    String customer = value(table.columns().customer(), sample, row);
    String day = value(table.columns().day(), sample, row);
    String amount = value(table.columns().amount(), sample, row);
    if (customer.isEmpty() || day.isEmpty() || amount.isEmpty()) {
      return Optional.empty();
    }
    String order =
        table.columns().order().map(o -> value(o, sample, row)).orElse(customer + " " + day);
    return Optional.of(
        new PreviewLine(
            table.name(),
            customer,
            order,
            table.columns().item().map(item -> value(item, sample, row)),
            LocalDate.parse(day),
            Long.parseLong(value(table.columns().quantity(), sample, row)),
            new BigDecimal(amount),
            table.flow() == OwnTable.Flow.RETURNS ? LineFlow.RETURN : LineFlow.SALE));
  }

  private static String value(String expression, Sample sample, int row) {
    if (expression.matches("[0-9]+")) {
      return expression;
    }
    return sample.columns().stream()
        .filter(column -> column.expression().equals(expression))
        .map(column -> column.values().get(row))
        .findFirst()
        .orElseThrow(
            () ->
                new SpendcastException(
                    Kind.INVALID,
                    "Cannot read %s: there is no column %s.".formatted(sample.name(), expression),
                    "Name one that is there."));
  }
}
