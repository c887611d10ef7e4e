package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.spendcast.domain.Kind;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import io.spendcast.domain.sales.TableIngest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SalesIngest} does with whatever source it has; a small one is enough, a dirty
 * one tells more.
 */
public abstract class SalesIngestContract {
  /** The lake that is written; empty at first and the same in the whole test. */
  protected abstract TestLake lake();

  /** An ingest of some source into the lake; asked again, the same source. */
  protected abstract SalesIngest ingest();

  /** An ingest of another source into the same lake. */
  protected abstract SalesIngest ingestOfAnotherSource();

  /**
   * The report of {@link #ingest}, done at least once. Where that takes long, tests may share one
   * lake and one ingest.
   */
  protected IngestReport ingested() {
    return ingest().ingest();
  }

  private Map<String, List<String>> content(IngestReport report) {
    Map<String, List<String>> content = new HashMap<>();
    for (TableIngest table : report.tables()) {
      content.put(table.table().table().value(), sorted(table.table()));
      table.quarantine().ifPresent(rows -> content.put(rows.table().value(), sorted(rows)));
    }
    return content;
  }

  private List<String> sorted(TableVersion table) {
    return lake().texts(table).stream().sorted().toList();
  }

  @Test
  void names_its_source_and_channels() {
    assertThat(ingest().source()).isNotBlank();
    assertThat(ingest().channels()).isNotEmpty().doesNotHaveDuplicates().isSorted();
    assertThat(ingested().source()).isEqualTo(ingest().source());
    assertThat(ingestOfAnotherSource().source()).isNotEqualTo(ingest().source());
  }

  @Test
  void the_tables_hold_what_the_report_says() {
    IngestReport report = ingested();
    assertThat(report.rowsIn()).isEqualTo(report.rowsKept() + report.rowsQuarantined());
    assertThat(report.rowsKept()).isPositive();
    for (TableIngest table : report.tables()) {
      assertThat(lake().texts(table.table())).hasSize((int) table.rowsKept());
      int quarantined = table.quarantine().map(rows -> lake().texts(rows).size()).orElse(0);
      assertThat(quarantined).isEqualTo((int) table.rowsQuarantined());
    }
  }

  @Test
  void every_table_is_reported_once() {
    assertThat(ingested().tables())
        .extracting(table -> table.table().table())
        .doesNotHaveDuplicates();
  }

  @Test
  void every_row_in_quarantine_has_a_reason() {
    for (TableIngest table : ingested().tables()) {
      assertThat(table.reasons().values().stream().mapToLong(count -> count).sum())
          .isEqualTo(table.rowsQuarantined());
      assertThat(table.reasons().keySet()).noneMatch(String::isBlank);
      assertThat(table.rowsRepaired()).isBetween(0L, table.rowsKept());
    }
  }

  @Test
  void sales_days_are_not_empty() {
    assertThat(ingested().salesDays().days()).isPositive();
  }

  @Test
  void the_state_is_that_of_the_source() {
    assertThat(ingest().state()).isEqualTo(ingest().state());
    assertThat(ingestOfAnotherSource().state()).isNotEqualTo(ingest().state());
  }

  @Test
  void a_check_finds_what_the_ingest_then_does() {
    Optional<SourceCheck> checked = ingest().check();
    IngestReport report = ingested();
    for (SourceCheck check : checked.stream().toList()) {
      assertThat(check.source()).isEqualTo(report.source());
      assertThat(check.refusal()).isEmpty();
      assertThat(check.salesDays()).contains(report.salesDays());
      assertThat(check.tables())
          .extracting(TableCheck::rowsIn, TableCheck::moneyKept, TableCheck::reasons)
          .containsExactlyElementsOf(
              report.tables().stream()
                  .map(table -> tuple(table.rowsIn(), table.moneyKept(), table.reasons()))
                  .toList());
    }
  }

  @Test
  void a_lake_of_another_source_is_refused_and_ingesting_again_leaves_the_same_content() {
    IngestReport first = ingested();
    Map<String, List<String>> content = content(first);
    assertFails(Kind.INVALID, () -> ingestOfAnotherSource().ingest());
    assertThat(content(first)).isEqualTo(content);
    IngestReport second = ingest().ingest();
    assertThat(content(second)).isEqualTo(content);
    assertThat(second.salesDays()).isEqualTo(first.salesDays());
    assertThat(second.rowsIn()).isEqualTo(first.rowsIn());
  }
}
