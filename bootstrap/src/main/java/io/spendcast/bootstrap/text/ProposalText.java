package io.spendcast.bootstrap.text;

import io.spendcast.domain.proposal.PreviewLine;
import io.spendcast.domain.proposal.SourcePreview;
import java.util.List;
import java.util.Locale;

/** What a proposal makes of a source, for people. */
public final class ProposalText {
  private ProposalText() {}

  /** The first lines that would be kept, and how the source stands against its contract. */
  public static String of(SourcePreview preview) {
    return "First lines as they would be kept%n%s%n%s"
        .formatted(lines(preview.lines()), SourceText.of(preview.check()));
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
