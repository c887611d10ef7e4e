package io.spendcast.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.sales.IngestReport;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.testkit.InMemoryLake;
import io.spendcast.testkit.InMemorySalesIngest;
import io.spendcast.testkit.SalesFixture;
import io.spendcast.testkit.SalesLine;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestSalesTest {
  private static final List<SalesLine> LINES = SalesFixture.dirtyLines(20, 7);

  private final InMemoryLake lake = new InMemoryLake();

  private IngestSales of(String source, List<SalesLine> lines) {
    return new IngestSales(new InMemorySalesIngest(lake, source, lines));
  }

  @Test
  void the_check_finds_what_the_ingest_then_does() {
    IngestSales shop = of("the shop", LINES);
    SourceCheck check = shop.check().orElseThrow();
    IngestReport report = shop.ingest().report();
    assertThat(check.source()).isEqualTo(report.source()).isEqualTo(shop.source());
    assertThat(check.salesDays()).hasValue(report.salesDays());
    assertThat(report.rowsQuarantined()).isPositive();
    assertThat(report.rowsKept()).isEqualTo(report.rowsIn() - report.rowsQuarantined());
  }

  @Test
  void ingesting_again_leaves_the_same_content() {
    IngestReport first = of("the shop", LINES).ingest().report();
    assertThat(of("the shop", LINES).ingest().report()).isEqualTo(first);
  }

  @Test
  void the_inputs_change_with_the_source_and_with_its_sales_alone() {
    IngestSales shop = of("the shop", LINES);
    shop.ingest();
    assertThat(of("the shop", LINES).inputs()).isEqualTo(shop.inputs());
    assertThat(of("the market", LINES).inputs()).isNotEqualTo(shop.inputs());
    assertThat(of("the shop", SalesFixture.dirtyLines(21, 7)).inputs()).isNotEqualTo(shop.inputs());
  }

  @Test
  void a_source_without_a_usable_sale_is_refused_by_the_check_and_by_the_ingest() {
    IngestSales empty = of("the shop", List.of());
    assertThat(empty.check().orElseThrow().refusals())
        .containsExactly("not one usable sale is in it");
    assertInvalid(empty, "Cannot ingest the shop: it has no usable sale.");
  }

  @Test
  void a_lake_takes_one_source_alone() {
    of("the shop", LINES).ingest();
    assertInvalid(
        of("the market", LINES),
        "Cannot ingest the market: the lake holds tables of another source.");
  }

  private static void assertInvalid(IngestSales sales, String why) {
    assertThatThrownBy(sales::ingest)
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith(why);
  }
}
