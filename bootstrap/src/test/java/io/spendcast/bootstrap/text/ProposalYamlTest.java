package io.spendcast.bootstrap.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.settings.ConfigLoader;
import io.spendcast.bootstrap.settings.ConfigSources;
import io.spendcast.bootstrap.settings.section.SourceSection;
import io.spendcast.domain.proposal.Doubt;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProposalYamlTest {
  @TempDir Path directory;

  private SourceSection loaded(OwnTable table, Map<String, String> reasons, List<Doubt> doubts) {
    Path file = directory.resolve("shop.yaml");
    String text =
        ProposalYaml.of(
            "my_shop", List.of(new ProposedTable(table, reasons, doubts)), path -> path);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return ConfigLoader.load(new ConfigSources(Optional.empty(), List.of(file), List.of()))
        .settings()
        .source();
  }

  private static OwnTable table(Relation lines, LineColumns columns, Dimension... dimensions) {
    return new OwnTable(
        "orders",
        new Channel("web"),
        Flow.SIGNED,
        lines,
        List.of(dimensions),
        columns,
        Optional.of("`no`"),
        Optional.of("NOK"),
        Optional.of("kind IN ('a', 'it\\'s') AND c IS NOT NULL"));
  }

  private static Relation relation(String location, Map<String, String> options) {
    return new Relation(location, Format.CSV, options, Optional.empty());
  }

  private static LineColumns full() {
    return new LineColumns(
        "no",
        Optional.of("`Bon-Nr: #1`"),
        Optional.of("concat(sku, '/', line)"),
        "to_date(`Tag`, 'dd.MM.yyyy')",
        "yes",
        "spendcast_amount(`Betrag \"netto\"`, 'de')",
        Optional.of("user.id"),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void what_is_proposed_is_what_is_read_back() {
    OwnTable table =
        table(
            relation("/data/a b: ü%20#[x]/*.csv", Map.of("sep", "\t", "encoding", "windows-1252")),
            full(),
            new Dimension("items", relation("/data/items.csv", Map.of()), "orders.sku = items.id"));
    SourceSection source =
        loaded(
            table,
            Map.of("columns.date", "such as 01.02.2024\nand\u2028more # here", "flow", "why: so"),
            List.of(new Doubt("columns.date", "perhaps\nnot"), new Doubt("filter", "really?")));
    assertThat(source.kind()).isEqualTo("tables");
    assertThat(source.effectiveName()).isEqualTo("my_shop");
    assertThat(source.tables().entries()).containsExactly(table);
  }

  @Test
  void order_and_item_may_be_left_out() {
    LineColumns bare =
        new LineColumns(
            "customer",
            Optional.empty(),
            Optional.empty(),
            "day",
            "1",
            "amount",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    OwnTable table = table(relation("/data/sales.csv", Map.of()), bare);
    assertThat(loaded(table, Map.of("columns.item", "nothing"), List.of()).tables().entries())
        .containsExactly(table);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "Yes",
        "~",
        "null",
        "010",
        "1e3",
        "2024-01-01",
        "*a",
        "&a",
        "!x",
        "- a",
        "a: b",
        "a #b",
        "'",
        "\"",
        "\\",
        "\t",
        "|",
        ";",
        "%",
        "@",
        "`x`",
        "\u0007",
        "ü",
        "😀",
        " a ",
        "{a}",
        "<<",
        "=",
        "\u2028"
      })
  void texts_stay_what_they_are(String text) {
    OwnTable table = table(relation("/data/sales.csv", Map.of("nullValue", text)), full());
    assertThat(loaded(table, Map.of(), List.of()).tables().entries()).containsExactly(table);
  }
}
