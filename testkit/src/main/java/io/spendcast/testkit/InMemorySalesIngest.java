package io.spendcast.testkit;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineFlow;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import io.spendcast.domain.sales.TableIngest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Cleans given lines into the in-memory lake. */
public final class InMemorySalesIngest implements SalesIngest {
  private static final TableName OWNER = new TableName("raw/fixture/_source");

  private final InMemoryLake lake;
  private final String source;
  private final List<SalesLine> lines;

  /** An ingest of these lines, under the name of their source. */
  public InMemorySalesIngest(InMemoryLake lake, String source, List<SalesLine> lines) {
    this.lake = lake;
    this.source = source;
    this.lines = List.copyOf(lines);
  }

  @Override
  public String source() {
    return source;
  }

  @Override
  public List<Channel> channels() {
    return lines.stream().map(SalesLine::channel).distinct().sorted().toList();
  }

  @Override
  public Fingerprint state() {
    return Fingerprint.of(source, lines);
  }

  @Override
  public Optional<SourceCheck> check() {
    InMemoryLake elsewhere = new InMemoryLake();
    List<TableIngest> tables = new SalesWriter(elsewhere).write(lines);
    boolean usable = lines.stream().anyMatch(InMemorySalesIngest::isUsable);
    return Optional.of(
        new SourceCheck(
            source,
            tables.stream().map(InMemorySalesIngest::check).toList(),
            usable ? List.of() : List.of("not one usable sale is in it"),
            List.of(),
            usable ? Optional.of(salesDays(elsewhere, tables)) : Optional.empty()));
  }

  private static TableCheck check(TableIngest table) {
    return new TableCheck(
        table.table().table().value(),
        table.rowsIn(),
        table.rowsKept(),
        table.rowsQuarantined(),
        table.moneyIn(),
        table.moneyKept(),
        table.moneyQuarantined(),
        table.rowsMoneyUnknown(),
        table.filtered(),
        table.reasons(),
        List.of());
  }

  @Override
  public synchronized IngestReport ingest() {
    requireOwnLake();
    if (lines.stream().noneMatch(InMemorySalesIngest::isUsable)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot ingest " + source + ": it has no usable sale.",
          "Check the source and its mapping.");
    }
    lake.writeIfChanged(OWNER, List.of(new Owner(source)));
    List<TableIngest> tables = new SalesWriter(lake).write(lines);
    return new IngestReport(source, tables, salesDays(lake, tables));
  }

  private void requireOwnLake() {
    for (TableVersion owner : lake.latest(OWNER).stream().toList()) {
      if (!lake.read(owner, Owner.class).equals(List.of(new Owner(source)))) {
        throw new SpendcastException(
            Kind.INVALID,
            "Cannot ingest " + source + ": the lake holds tables of another source.",
            "Use another lake.");
      }
    }
  }

  private static boolean isUsable(SalesLine line) {
    return line.flow() == LineFlow.SALE
        && line.customer().isPresent()
        && line.amount().signum() >= 0;
  }

  private static DateWindow salesDays(InMemoryLake lake, List<TableIngest> tables) {
    List<LocalDate> days =
        tables.stream()
            .flatMap(table -> lake.read(table.table(), SalesLine.class).stream())
            .filter(line -> line.flow() == LineFlow.SALE)
            .map(SalesLine::day)
            .sorted()
            .toList();
    return new DateWindow(days.get(0), days.get(days.size() - 1).plusDays(1));
  }

  private record Owner(String source) {}
}
