package io.spendcast.testkit;

import static io.spendcast.testkit.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.Kind;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SalesIngest;
import io.spendcast.domain.sales.TableIngest;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemorySalesIngestTest extends SalesIngestContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected SalesIngest ingest() {
    return new InMemorySalesIngest(lake, "fixture", SalesFixture.dirtyLines(20, 1));
  }

  @Override
  protected SalesIngest ingestOfAnotherSource() {
    return new InMemorySalesIngest(lake, "other", SalesFixture.dirtyLines(20, 2));
  }

  @Test
  void repairs_what_the_ticket_tells_and_keeps_the_rest_apart() {
    IngestReport report = ingest().ingest();
    assertThat(report.rowsQuarantined()).isPositive();
    assertThat(report.tables().stream().mapToLong(TableIngest::rowsRepaired).sum()).isPositive();
  }

  @Test
  void a_source_without_a_usable_sale_is_refused() {
    assertFails(Kind.INVALID, () -> new InMemorySalesIngest(lake, "empty", List.of()).ingest());
  }
}
