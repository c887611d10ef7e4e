package io.spendcast.bootstrap.text;

import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.proposal.sample.PreviewLine;
import io.spendcast.domain.proposal.sample.SourcePreview;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a proposal makes of a source, for people. */
public final class ProposalText {
  private ProposalText() {}

  /** The first lines that would be kept, and how the source stands against its contract. */
  public static String of(SourcePreview preview) {
    return "First lines as they would be kept%n%s%n%s"
        .formatted(lines(preview.lines()), SourceText.of(preview.check()));
  }

  /** How a table is read: a line for each column, and what chooses the rows. */
  public static String of(ProposedTable proposed) {
    OwnTable table = proposed.table();
    LineColumns columns = table.columns();
    StringBuilder text = new StringBuilder();
    text.append(
        "  %s, %s of the channel %s, read as %s from %s%n"
            .formatted(
                table.name(),
                goods(table.flow()),
                table.channel(),
                table.lines().format().name().toLowerCase(Locale.ROOT),
                table.lines().location()));
    text.append(is("customer", Optional.of(columns.customer())));
    text.append(is("order", columns.order()));
    text.append(is("item", columns.item()));
    text.append(is("date", Optional.of(columns.day())));
    text.append(is("quantity", Optional.of(columns.quantity())));
    text.append(is("amount", Optional.of(columns.amount())));
    text.append(is("category", columns.category()));
    text.append(is("currency", table.currencyColumn().or(table::currency)));
    table
        .dimensions()
        .forEach(
            join ->
                text.append("    joined with %s on %s%n".formatted(join.name(), join.condition())));
    table.filter().ifPresent(filter -> text.append("    only rows with %s%n".formatted(filter)));
    return text.toString();
  }

  private static String goods(OwnTable.Flow flow) {
    return switch (flow) {
      case SALES -> "sales";
      case RETURNS -> "returns";
      case SIGNED -> "sales and returns";
    };
  }

  private static String is(String name, Optional<String> expression) {
    return expression.map(value -> "    %s is %s%n".formatted(name, value)).orElse("");
  }

  private static TextTable lines(List<PreviewLine> lines) {
    TextTable table =
        new TextTable("Table", "customer", "order", "item", "day", "quantity", "amount", "flow");
    for (PreviewLine line : lines) {
      table.add(
          line.table(),
          line.customer(),
          line.order(),
          line.item().orElse("–"),
          line.day().toString(),
          String.valueOf(line.quantity()),
          line.amount().stripTrailingZeros().scale() <= 2
              ? line.amount().setScale(2).toPlainString()
              : line.amount().toPlainString(),
          line.flow().name().toLowerCase(Locale.ROOT));
    }
    return table;
  }

  /** What is unsure, one in a line. */
  public static String doubts(List<String> doubts) {
    return doubts.isEmpty()
        ? "Nothing about it is unsure, as far as the data shows.\n"
        : "Unsure, please look:\n- %s\n".formatted(String.join("\n- ", doubts));
  }
}
