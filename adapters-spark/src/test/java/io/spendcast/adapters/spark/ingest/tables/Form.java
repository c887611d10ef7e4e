package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.LineColumns;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.OwnTable.Flow;
import io.spendcast.domain.sales.OwnTable.Format;
import io.spendcast.domain.sales.OwnTable.Relation;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A form in which a retailer's files come, how an owner describes it, and what must come of it.
 *
 * @param name names the case in the table that {@link FilesAsPeopleHaveThemTest} prints
 * @param truth what the files hold
 * @param files writes them into an empty directory
 * @param at the path described, below that directory; absolute or with a scheme: as it stands
 * @param keys what the entry of the configuration says, by its keys
 * @param options the entry's options
 * @param wanted what must come of it
 * @param witness SQL that gives rows and money in DuckDB; DIR stands for the directory
 */
record Form(
    String name,
    Shop truth,
    Files files,
    String at,
    Map<String, String> keys,
    Map<String, String> options,
    Outcome wanted,
    Optional<String> witness) {

  /** Writes the files of a form. */
  interface Files {
    void in(Path directory) throws Exception;
  }

  /** By default the whole directory is read, everything is kept, and no witness is asked. */
  static Form of(String name, Format format, Shop truth, Files files) {
    return new Form(
        name,
        truth,
        files,
        "",
        Map.of("format", format.name()),
        Map.of(),
        Outcome.keeps(truth),
        Optional.empty());
  }

  static Form csv(String name, Shop truth, String text) {
    return of(
        name,
        Format.CSV,
        truth,
        directory -> java.nio.file.Files.writeString(directory.resolve("sales.csv"), text));
  }

  Form at(String path) {
    return new Form(name, truth, files, path, keys, options, wanted, witness);
  }

  /**
   * Says something else than the shop's own names: customer, order, item, date, quantity, amount,
   * known-at, filter, flow or schema.
   */
  Form with(String key, String value) {
    Map<String, String> more = new TreeMap<>(keys);
    more.put(key, value);
    return new Form(name, truth, files, at, more, options, wanted, witness);
  }

  Form option(String key, String value) {
    Map<String, String> more = new TreeMap<>(options);
    more.put(key, value);
    return new Form(name, truth, files, at, keys, more, wanted, witness);
  }

  Form gives(Outcome other) {
    return new Form(name, truth, files, at, keys, options, other, witness);
  }

  /** Everything is kept, and a warning has these words. */
  Form warns(String... words) {
    return gives(wanted.warning(words));
  }

  Form refused(String... words) {
    return gives(Outcome.refused(words));
  }

  Form quarantines(long rows, BigDecimal known, String... reasons) {
    return gives(wanted.without(rows, known, reasons));
  }

  /** DuckDB with its defaults must find the rows and the money of the truth. */
  Form witness(String relation) {
    return new Form(
        name,
        truth,
        files,
        at,
        keys,
        options,
        wanted,
        Optional.of("SELECT count(*), sum(CAST(total AS DECIMAL(18,2))) FROM " + relation));
  }

  /** With the shipped bound on what is kept apart; without it any share may be. */
  Form bounded() {
    return with("bounded", "true");
  }

  ContractRules rules() {
    return keys.containsKey("bounded") ? OwnTables.bounded() : OwnTables.rules();
  }

  /** The entry of the configuration. */
  OwnTable described(Path directory) {
    Relation lines =
        new Relation(
            at.startsWith("/") || at.contains(":/") || at.contains(":\\")
                ? at
                : directory.resolve(at).toString(),
            Format.valueOf(keys.get("format")),
            options,
            Optional.ofNullable(keys.get("schema")));
    return new OwnTable(
        "sales",
        new Channel("web"),
        Flow.valueOf(keys.getOrDefault("flow", "SALES")),
        lines,
        List.of(),
        columns(),
        Optional.ofNullable(keys.get("currency")),
        Optional.empty(),
        Optional.ofNullable(keys.get("filter")));
  }

  private LineColumns columns() {
    return new LineColumns(
        keys.getOrDefault("customer", "who"),
        keys.getOrDefault("order", "nr"),
        keys.getOrDefault("item", "sku"),
        keys.getOrDefault("date", "day"),
        keys.getOrDefault("quantity", "n"),
        keys.getOrDefault("amount", "total"),
        Optional.empty(),
        Optional.empty(),
        Optional.ofNullable(keys.get("known-at")));
  }

  @Override
  public String toString() {
    return name;
  }
}
