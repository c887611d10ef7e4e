package io.spendcast.adapters.spark.ingest.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.adapters.spark.table.Source;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.fault.SparkErrors;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import io.spendcast.domain.sales.TableIngest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Brings a retailer's own tables, described by configuration, into {@code raw}. */
public final class TablesSalesIngest implements SalesIngest {
  private final Lake lake;
  private final SourceArea area;
  private final List<OwnTable> tables;
  private final ContractRules rules;
  private final Clock clock;

  /**
   * An ingest of these tables.
   *
   * @param area where they are put
   * @param rules what lines must be like
   * @param clock says which days are in the future
   */
  public TablesSalesIngest(
      Lake lake, SourceArea area, List<OwnTable> tables, ContractRules rules, Clock clock) {
    this.lake = lake;
    this.area = area;
    this.tables = List.copyOf(tables);
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public String source() {
    return "tables "
        + tables.stream().map(OwnTable::name).sorted().collect(Collectors.joining(", "));
  }

  @Override
  public List<Channel> channels() {
    return tables.stream().map(OwnTable::channel).distinct().sorted().toList();
  }

  @Override
  public Fingerprint state() {
    SourceState state = new SourceState(lake);
    return SparkErrors.source(
        "look at " + source(),
        () -> Fingerprint.of(tables, rules, tables.stream().map(state::of).toList()));
  }

  @Override
  public Optional<SourceCheck> check() {
    return SparkErrors.source("check " + source(), () -> Optional.of(checked(read())));
  }

  private SourceCheck checked(OwnLines lines) {
    SourceCheck check = lines.check(source());
    return check.refusals().isEmpty()
        ? check.remark(CustomerShares.odd(lines.kept(), channels().size()))
        : check;
  }

  @Override
  public IngestReport ingest() {
    return SparkErrors.translate("ingest " + source(), this::ingestAll);
  }

  private IngestReport ingestAll() {
    OwnLines lines = SparkErrors.source("read " + source(), this::read);
    SourceCheck check = lines.check(source());
    check
        .refusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
    new LakeRoot(lake).prepare();
    Source source = new Source(source());
    tables.forEach(table -> source.requireOf(lake, area.cleaned(table.name())));
    List<TableIngest> written = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      written.add(write(tables.get(i), lines, check.tables().get(i), source.properties()));
    }
    return new IngestReport(
        source.name(),
        written,
        check.salesDays().orElseThrow(),
        check.remark(CustomerShares.odd(landed(written), channels().size())).warnings());
  }

  /** The cleaned tables are read faster than the source. */
  private Dataset<Row> landed(List<TableIngest> written) {
    return IntStream.range(0, tables.size())
        .mapToObj(
            i ->
                lake.read(written.get(i).table())
                    .select(
                        lit(tables.get(i).channel().name()).as(Line.CHANNEL), col(Line.CUSTOMER)))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private TableIngest write(
      OwnTable table, OwnLines lines, TableCheck check, Map<String, String> properties) {
    TableVersion kept =
        new CleanLines(lake, area, table, properties)
            .write(lines.judged(), lines.tally().of(table.name()).days());
    Optional<TableVersion> quarantine =
        new QuarantinedLines(lake, area, table, properties)
            .write(lines.judged(), check.rowsQuarantined());
    return new TableIngest(
        kept,
        quarantine,
        check.rowsIn(),
        check.rowsKept(),
        check.rowsQuarantined(),
        0,
        check.moneyIn(),
        check.moneyKept(),
        check.moneyQuarantined(),
        check.rowsMoneyUnknown(),
        check.filtered(),
        check.reasons());
  }

  private OwnLines read() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return OwnLines.read(lake.spark(), tables, rules, today);
  }
}
