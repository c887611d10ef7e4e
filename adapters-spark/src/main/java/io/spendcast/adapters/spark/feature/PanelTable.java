package io.spendcast.adapters.spark.feature;

import io.spendcast.adapters.spark.table.CommitNote;
import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.SourceArea;
import io.spendcast.adapters.spark.table.SourceLines;
import io.spendcast.adapters.spark.table.TableEncoding;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.feature.FeatureDefinition;
import io.spendcast.domain.feature.FeatureSet;
import io.spendcast.domain.feature.store.BuiltFeatures;
import io.spendcast.domain.feature.store.FeatureWork;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The feature table, partitioned by as-of date; its last commit notes what it holds. */
final class PanelTable {
  private static final String FINGERPRINT = "feature_fingerprint";
  private static final String AS_OFS = "as_of_dates";

  /** What the rows of an as-of date were made from; the date follows in the name. */
  private static final String CONTENT = "content ";

  private static final String SALES_UNTIL = "sales_until";
  private static final String DAILY_SPEND = "daily_spend";

  /** Units in which a table's rows have nearly as many values as there are rows. */
  private static final List<String> FRACTIONS =
      List.of("currency", "share", "ratio", "probability");

  private final Lake lake;
  private final TableName name;

  PanelTable(Lake lake, SourceArea area) {
    this.lake = lake;
    this.name = area.features("customer_features");
  }

  /** What the table holds; empty if there is none, or somebody else wrote it or took files. */
  Optional<Content> content() {
    return lake.intact(name).map(lake::note).flatMap(Content::parse);
  }

  /** Brings the table to this content in one commit, and computes only what is not there. */
  TableVersion write(
      Content content,
      FeatureSet features,
      FeatureWork work,
      Function<List<AsOfDate>, Dataset<Row>> rows) {
    if (work.keep().isEmpty()) {
      TableVersion written =
          lake.overwrite(
              name,
              rows.apply(work.compute()),
              properties(content, features),
              List.of(PanelRows.AS_OF),
              content.note());
      return FeatureKey.declare(lake, written, content.note());
    }
    List<AsOfDate> replaced =
        Stream.concat(
                work.compute().stream(),
                content().stream()
                    .flatMap(held -> held.features().asOfs().stream())
                    .filter(held -> !work.keep().contains(held)))
            .distinct()
            .toList();
    return replaced.isEmpty()
        ? lake.newest(name)
        : lake.replace(name, rows.apply(work.compute()), isOneOf(replaced), content.note());
  }

  private static Map<String, String> properties(Content content, FeatureSet features) {
    Map<String, String> properties = new HashMap<>();
    properties.put("spendcast.feature_fingerprint", content.features().fingerprint().value());
    properties.putAll(
        TableEncoding.of(
            List.of(SourceLines.CUSTOMER),
            features.definitions().stream()
                .filter(PanelTable::hasManyValues)
                .map(FeatureDefinition::name)
                .toList()));
    return properties;
  }

  /** Days, orders and flags recur from customer to customer; amounts and shares hardly do. */
  private static boolean hasManyValues(FeatureDefinition feature) {
    return FRACTIONS.stream().anyMatch(feature.unit()::startsWith);
  }

  private static String isOneOf(List<AsOfDate> asOfs) {
    return asOfs.stream()
        .map("DATE '%s'"::formatted)
        .collect(Collectors.joining(", ", PanelRows.AS_OF + " IN (", ")"));
  }

  /** Dates of which an earlier release noted nothing are made again. */
  private static Map<AsOfDate, Fingerprint> contents(CommitNote note) {
    return note.startingWith(CONTENT).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> AsOfDate.parse(entry.getKey()),
                entry -> new Fingerprint(entry.getValue())));
  }

  private static Map<AsOfDate, PurchaseFit> purchases(CommitNote note) {
    return note.startingWith(CommitNote.PURCHASES).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> AsOfDate.parse(entry.getKey()),
                entry -> PurchaseFit.parse(entry.getValue())));
  }

  /**
   * What the table holds.
   *
   * @param dailySpend the tiles it was computed from
   * @param features which features at which dates
   * @param purchases how the population bought, by these dates
   */
  record Content(
      TableVersion dailySpend, BuiltFeatures features, Map<AsOfDate, PurchaseFit> purchases) {
    CommitNote note() {
      Map<String, String> entries = new HashMap<>();
      entries.put(FINGERPRINT, features.fingerprint().value());
      entries.put(
          AS_OFS,
          features.asOfs().stream().map(AsOfDate::toString).collect(Collectors.joining(" ")));
      entries.put(SALES_UNTIL, features.salesUntil().toString());
      entries.put(
          DAILY_SPEND, dailySpend.table() + " " + dailySpend.version() + " " + dailySpend.id());
      features.contents().forEach((asOf, content) -> entries.put(CONTENT + asOf, content.value()));
      purchases.forEach((asOf, fit) -> entries.put(CommitNote.PURCHASES + asOf, fit.toString()));
      return new CommitNote(entries);
    }

    static Optional<Content> parse(CommitNote note) {
      return note.find(DAILY_SPEND)
          .map(text -> text.split(" ", -1))
          .filter(parts -> parts.length == 3)
          .map(
              parts ->
                  new Content(
                      new TableVersion(new TableName(parts[0]), Long.parseLong(parts[1]), parts[2]),
                      new BuiltFeatures(
                          new Fingerprint(note.entries().get(FINGERPRINT)),
                          PanelTable.contents(note),
                          LocalDate.parse(note.entries().get(SALES_UNTIL))),
                      PanelTable.purchases(note)));
    }
  }
}
