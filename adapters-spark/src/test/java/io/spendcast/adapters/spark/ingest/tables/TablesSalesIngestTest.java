package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.table.DeltaTestLake;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.testkit.SalesIngestContract;
import io.spendcast.testkit.TestLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class TablesSalesIngestTest extends SalesIngestContract {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2024-06-30T12:00:00Z"), ZoneOffset.UTC);

  @TempDir static Path directory;

  private static IngestReport report;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(delta());
  }

  @Override
  protected IngestReport ingested() {
    if (report == null) {
      report = ingest().ingest();
    }
    return report;
  }

  private Lake delta() {
    return new Lake(TestSession.session(), directory.resolve("lake").toString());
  }

  @Override
  protected SalesIngest ingest() {
    return ingest("web");
  }

  @Override
  protected SalesIngest ingestOfAnotherSource() {
    return ingest("web", "shop");
  }

  private SalesIngest ingest(String... names) {
    return new TablesSalesIngest(
        delta(), Arrays.stream(names).map(this::table).toList(), rules(), CLOCK);
  }

  private OwnTable table(String name) {
    Path file = directory.resolve(name + ".csv");
    try {
      if (!Files.exists(file)) {
        Files.writeString(
            file,
            """
          who,nr,sku,day,n,total
          ann,1,apple,2024-01-31,2,3.50
          ann,1,pear,2024-01-31,1,0.75
          bob,2,apple,2024-02-29,1,1.75
          bob,2,apple,2024-02-29,1,1.75
          ,3,apple,2024-03-01,1,1.75
          cid,4,apple,yesterday,1,1.75
          cid,5,apple,2024-03-02,1,-1.75
          """);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OwnTable(
        name,
        new Channel(name),
        Flow.SALES,
        new Relation(file.toString(), Format.CSV, Map.of(), Optional.empty()),
        List.of(),
        new LineColumns(
            "who",
            "nr",
            "sku",
            "day",
            "n",
            "total",
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ContractRules rules() {
    return new ContractRules(
        Arrays.stream(Rule.values())
            .collect(
                Collectors.toMap(
                    rule -> rule,
                    rule ->
                        rule == Rule.EMPTY
                            ? Action.REFUSE
                            : rule == Rule.ORPHAN_RETURN ? Action.WARN : Action.QUARANTINE)),
        0.5,
        LocalDate.of(1990, 1, 1),
        BigDecimal.valueOf(1_000_000),
        100_000);
  }
}
