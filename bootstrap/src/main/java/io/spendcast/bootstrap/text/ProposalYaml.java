package io.spendcast.bootstrap.text;

import io.spendcast.domain.proposal.Doubt;
import io.spendcast.domain.proposal.ProposedTable;
import io.spendcast.domain.proposal.Schedule;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A proposal as a configuration file, with the reason of each line and what is unsure about it. */
public final class ProposalYaml {
  private static final String INDENT = "      ";

  private final UnaryOperator<String> paths;
  private final StringBuilder text = new StringBuilder();

  private ProposalYaml(UnaryOperator<String> paths) {
    this.paths = paths;
  }

  /**
   * The file.
   *
   * @param name of the source
   * @param paths how a path is written in the file
   */
  public static String of(String name, List<ProposedTable> tables, UnaryOperator<String> paths) {
    ProposalYaml yaml = new ProposalYaml(paths);
    yaml.head(name, tables);
    tables.forEach(yaml::table);
    return yaml.text.toString();
  }

  /** What the history bears, where it is too short for the settings as they are. */
  public static String of(Schedule schedule) {
    return """
    # The history is too short for more as-of dates or a longer horizon.
    forecast: {horizon-days: %s}
    training: {train-as-ofs: %s, test-as-ofs: %s}
    """
        .formatted(
            schedule.horizonDays(),
            schedule.trainAsOfs().map(String::valueOf).orElse("auto"),
            schedule.testAsOfs());
  }

  private void head(String name, List<ProposedTable> tables) {
    line(
        "",
        "# Proposed by `spendcast init` from the names of the columns and from what stands in"
            + " them.");
    boolean unsure = tables.stream().anyMatch(table -> !table.doubts().isEmpty());
    line(
        "",
        unsure
            ? "# Look at the lines below UNSURE; they are right only as far as the data shows."
            : "# Nothing about it is unsure, as far as the data shows.");
    line("", "# docs/own-tables.md explains the keys; relative paths begin where this file is.");
    line("", "source:");
    line("  ", "kind: tables");
    line("  ", "name: " + YamlText.of(name));
    line("  ", "tables:");
  }

  private void table(ProposedTable proposed) {
    OwnTable table = proposed.table();
    line("    ", "- name: " + YamlText.of(table.name()));
    key("", "channel", table.channel().name(), proposed);
    key("", "flow", table.flow().name().toLowerCase(Locale.ROOT), proposed);
    relation(INDENT, table.lines(), proposed);
    if (!table.dimensions().isEmpty()) {
      line(INDENT, "joins:");
      table.dimensions().forEach(dimension -> join(dimension, proposed));
    }
    table.filter().ifPresent(filter -> key("", "filter", filter, proposed));
    line(INDENT, "columns:");
    columns(table, proposed);
    table.currency().ifPresent(currency -> key("", "currency", currency, proposed));
  }

  private void columns(OwnTable table, ProposedTable proposed) {
    LineColumns columns = table.columns();
    column("customer", Optional.of(columns.customer()), proposed);
    column("order", columns.order(), proposed);
    column("item", columns.item(), proposed);
    column("date", Optional.of(columns.day()), proposed);
    column("quantity", Optional.of(columns.quantity()), proposed);
    column("amount", Optional.of(columns.amount()), proposed);
    column("category", columns.category(), proposed);
    column("currency", table.currencyColumn(), proposed);
  }

  /** A column that is left out is worth a line if there is a reason for it. */
  private void column(String name, Optional<String> expression, ProposedTable proposed) {
    if (expression.isPresent()) {
      key("columns.", name, expression.get(), proposed);
    } else {
      doubts(INDENT + "  ", "columns." + name, proposed);
      reason("columns." + name, proposed)
          .ifPresent(why -> line(INDENT + "  ", "# no %s: %s".formatted(name, why)));
    }
  }

  private void key(String prefix, String name, String value, ProposedTable proposed) {
    String indent = prefix.isEmpty() ? INDENT : INDENT + "  ";
    doubts(indent, prefix + name, proposed);
    String why = reason(prefix + name, proposed).map("  # "::concat).orElse("");
    line(indent, "%s: %s%s".formatted(name, YamlText.of(value), why));
  }

  private static Optional<String> reason(String key, ProposedTable proposed) {
    return Optional.ofNullable(proposed.reasons().get(key)).map(ProposalYaml::inLine);
  }

  private void doubts(String indent, String key, ProposedTable proposed) {
    proposed.doubts().stream()
        .filter(doubt -> doubt.key().equals(key))
        .map(Doubt::text)
        .forEach(doubt -> line(indent, "# UNSURE: " + inLine(doubt)));
  }

  private static String inLine(String comment) {
    return comment.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  private void relation(String indent, Relation relation, ProposedTable proposed) {
    if (relation.format() == Format.CATALOG) {
      line(indent, "table: " + YamlText.of(relation.location()));
    } else {
      line(indent, "path: " + YamlText.of(paths.apply(relation.location())));
      line(indent, "format: " + relation.format().name().toLowerCase(Locale.ROOT));
    }
    doubts(indent, "options", proposed);
    if (!relation.options().isEmpty()) {
      line(indent, "options: " + YamlText.of(relation.options()));
    }
    relation.schema().ifPresent(schema -> line(indent, "schema: " + YamlText.of(schema)));
  }

  private void join(Dimension dimension, ProposedTable proposed) {
    line(INDENT + "  ", "- name: " + YamlText.of(dimension.name()));
    relation(INDENT + "    ", dimension.relation(), proposed);
    line(INDENT + "    ", "\"on\": " + YamlText.of(dimension.condition()));
  }

  private void line(String indent, String content) {
    text.append(indent).append(content).append('\n');
  }
}
