package io.spendcast.bootstrap.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.proposal.Doubt;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.FilteredRows;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SourceTextTest {
  @Test
  void figures_are_grouped_and_what_is_zero_is_a_dash() {
    TableCheck web =
        new TableCheck(
            "web",
            12_345,
            12_000,
            345,
            new BigDecimal("1234567.8900"),
            new BigDecimal("1234567.0000"),
            new BigDecimal("0.8900"),
            0,
            FilteredRows.NONE,
            Map.of("customer is missing", 345L),
            List.of());
    SourceCheck check =
        new SourceCheck("tables web", List.of(web), List.of(), List.of(), Optional.empty());
    assertThat(SourceText.of(check).lines())
        .containsExactly(
            "Check of the source",
            "Table  rows in    kept  quarantined      money in    money kept  money unknown",
            "web     12,345  12,000          345  1,234,567.89  1,234,567.00              –",
            "web: 345 rows quarantined, customer is missing");
  }

  @Test
  void how_a_table_is_read_is_said_in_sentences() {
    OwnTable table =
        new OwnTable(
            "web",
            new Channel("web"),
            Flow.SIGNED,
            new Relation("web.csv", Format.CSV, Map.of(), Optional.empty()),
            List.of(),
            new LineColumns(
                "client",
                Optional.of("no"),
                Optional.empty(),
                "day",
                "1",
                "total",
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            Optional.empty(),
            Optional.of("EUR"),
            Optional.of("kind = 'sale'"));
    ProposedTable proposed =
        new ProposedTable(table, Map.of(), List.of(new Doubt("flow", "who knows")));
    assertThat(ProposalText.of(proposed).lines())
        .containsExactly(
            "  web, sales and returns of the channel web, read as csv from web.csv",
            "    customer is client",
            "    order is no",
            "    date is day",
            "    quantity is 1",
            "    amount is total",
            "    currency is EUR",
            "    only rows with kind = 'sale'");
  }
}
