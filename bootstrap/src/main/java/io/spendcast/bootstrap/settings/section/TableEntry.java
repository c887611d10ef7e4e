package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Dimension;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One entry of {@code source.tables}. */
final class TableEntry {
  private static final String NAME = "[a-z][a-z0-9_]{0,30}";
  private static final String NAME_RULE =
      "be a lower-case identifier of at most 31 letters, digits and underscores";

  /** Between backquotes anything may stand of which a path or another statement cannot be made. */
  private static final Pattern PLAIN_TABLE =
      Pattern.compile(
          "(?U)(\\w+|`[^`/\\\\.:\\p{Cntrl}]+`)(\\.(\\w+|`[^`/\\\\.:\\p{Cntrl}]+`)){0,2}");

  private static final String PLAIN_TABLE_RULE =
      "be the name of a table in the catalog, such as main.retail.sales; a file is a path";

  private static final List<String> RELATION =
      List.of("table", "path", "format", "options", "schema");
  private static final List<String> KEYS =
      List.of(
          "name",
          "channel",
          "flow",
          "table",
          "path",
          "format",
          "options",
          "schema",
          "joins",
          "filter",
          "columns",
          "currency");
  private static final List<String> COLUMNS =
      List.of(
          "customer",
          "order",
          "item",
          "date",
          "quantity",
          "amount",
          "category",
          "discount",
          "known-at",
          "currency");
  private static final List<String> FLOWS = List.of("sales", "returns", "signed");
  private static final List<String> FORMATS = List.of("delta", "parquet", "csv", "json", "dsdgen");

  private final EntryNode entry;

  TableEntry(EntryNode entry) {
    this.entry = entry;
  }

  /** The table; empty if its name is none, which is noted like everything else that is wrong. */
  Optional<OwnTable> table() {
    entry.allowOnly(KEYS);
    String name = entry.required("name", NAME_RULE);
    entry.require(!entry.has("name") || name.matches(NAME), "name", NAME_RULE, name);
    String channel = entry.text("channel").orElse(name);
    entry.require(!entry.has("channel") || channel.matches(NAME), "channel", NAME_RULE, channel);
    String flow = entry.text("flow").orElse("sales");
    entry.require(FLOWS.contains(flow), "flow", "be one of " + FLOWS, flow);
    Relation lines = relation(entry);
    List<Dimension> joins = entry.list("joins").stream().map(TableEntry::dimension).toList();
    if (!entry.has("columns")) {
      entry.require(false, "columns", "say where the values of a line come from", "missing");
      return Optional.empty();
    }
    EntryNode columns = entry.map("columns");
    columns.allowOnly(COLUMNS);
    LineColumns expressions = columns(columns);
    Optional<String> currencyColumn = columns.expression("currency");
    Optional<String> filter = entry.expression("filter");
    if (!name.matches(NAME) || !channel.matches(NAME) || !FLOWS.contains(flow)) {
      return Optional.empty();
    }
    return Optional.of(
        new OwnTable(
            name,
            new Channel(channel),
            Flow.valueOf(flow.toUpperCase(Locale.ROOT)),
            lines,
            joins,
            expressions,
            currencyColumn,
            entry.text("currency"),
            filter));
  }

  private static LineColumns columns(EntryNode columns) {
    return new LineColumns(
        columns.requiredExpression("customer"),
        columns.expression("order"),
        columns.expression("item"),
        columns.requiredExpression("date"),
        columns.expression("quantity").orElse("1"),
        columns.requiredExpression("amount"),
        columns.expression("category"),
        columns.expression("discount"),
        knownAt(columns));
  }

  /** A row replaces an earlier one by its order and item. */
  private static Optional<String> knownAt(EntryNode columns) {
    Optional<String> knownAt = columns.expression("known-at");
    boolean identified = columns.has("order") && columns.has("item");
    columns.require(
        knownAt.isEmpty() || identified,
        "known-at",
        "come with order and item, by which a row replaces an earlier one",
        knownAt.orElse(""));
    return knownAt.filter(expression -> identified);
  }

  private static Dimension dimension(EntryNode join) {
    join.allowOnly(Stream.concat(Stream.of("name", "on"), RELATION.stream()).toList());
    String name = join.required("name", NAME_RULE);
    join.require(!join.has("name") || name.matches(NAME), "name", NAME_RULE, name);
    return new Dimension(name, relation(join), join.requiredExpression("on"));
  }

  private static Relation relation(EntryNode entry) {
    boolean one = entry.has("table") != entry.has("path");
    entry.require(one, "path", "be given, or else table", entry.has("path") ? "both" : "neither");
    if (entry.has("table")) {
      entry.require(
          !entry.has("format"), "format", "be left to the catalog if table is given", "set");
      String table = entry.text("table").orElse("");
      entry.require(PLAIN_TABLE.matcher(table).matches(), "table", PLAIN_TABLE_RULE, table);
      return new Relation(
          entry.text("table").orElse(""), Format.CATALOG, entry.texts("options"), Optional.empty());
    }
    String format = entry.text("format").orElse("delta");
    entry.require(FORMATS.contains(format), "format", "be one of " + FORMATS, format);
    return new Relation(
        entry.text("path").orElse(""),
        FORMATS.contains(format) ? Format.valueOf(format.toUpperCase(Locale.ROOT)) : Format.DELTA,
        entry.texts("options"),
        entry.text("schema"));
  }
}
