package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.adapters.spark.ingest.tables.described.Line;
import io.spendcast.domain.DateWindow;
import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import io.spendcast.domain.sales.OwnTable;
import io.spendcast.domain.sales.SourceCheck;
import io.spendcast.domain.sales.TableCheck;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Says what the counted lines mean under the rules: whether the source is accepted. */
final class Verdicts {
  private static final int MOST_REASONS = 3;

  private final List<OwnTable> tables;
  private final ContractRules rules;
  private final Tally tally;
  private final Supplier<BrokenValues> broken;

  /**
   * Verdicts on counted lines.
   *
   * @param broken gives the values that broke rules; asked only if the source is refused
   */
  Verdicts(List<OwnTable> tables, ContractRules rules, Tally tally, Supplier<BrokenValues> broken) {
    this.tables = tables;
    this.rules = rules;
    this.tally = tally;
    this.broken = broken;
  }

  /**
   * Judges the source.
   *
   * @param found why it is not accepted, as far as that is known already
   * @param odd what is odd about how the rows of each table are stored
   */
  SourceCheck check(String source, List<String> found, Map<String, List<String>> odd) {
    List<String> refusals = new ArrayList<>(found);
    List<TableCheck> checks = new ArrayList<>();
    Map<String, Tally> explained = new LinkedHashMap<>();
    for (OwnTable table : tables) {
      Tally lines = tally.of(table.name());
      List<String> warnings = new ArrayList<>(odd.getOrDefault(table.name(), List.of()));
      lines.warnings().forEach((text, rows) -> warnings.add("%s, %s rows".formatted(text, rows)));
      List<String> refused = refused(table.name(), lines);
      List<String> beyond = new ArrayList<>(mostlyMissing(table, lines));
      judgeEmpty(table.name(), lines, beyond, warnings);
      if (beyond.isEmpty()) {
        beyond.addAll(tooMuchApart(table.name(), lines));
      }
      refusals.addAll(refused);
      refusals.addAll(beyond);
      if (!refused.isEmpty() || !beyond.isEmpty()) {
        explained.put(table.name(), beyond.isEmpty() ? refusing(lines) : lines);
      }
      checks.add(check(table.name(), lines, warnings));
    }
    refusals.addAll(asWhole());
    refusals.addAll(examples(explained));
    return new SourceCheck(source, checks, refusals, halfTold(), salesDays());
  }

  private Tally refusing(Tally lines) {
    return Stream.of(Rule.values())
        .filter(rule -> rules.action(rule) != Action.REFUSE)
        .reduce(lines, Tally::without, (one, other) -> one);
  }

  private List<String> tooMuchApart(String name, Tally lines) {
    QuarantineBound bound = new QuarantineBound(rules);
    List<String> beyond = bound.beyond(lines);
    return beyond.isEmpty()
        ? List.of()
        : List.of(
            "in %s, %s; %s: %s"
                .formatted(
                    name,
                    String.join(", and ", beyond),
                    bound.allowed(),
                    counted(lines.reasons())));
  }

  /** The commonest values of the commonest reasons, where there are any to see. */
  private List<String> examples(Map<String, Tally> explained) {
    boolean visible = explained.values().stream().anyMatch(lines -> lines.contested().rows() > 0);
    BrokenValues values = visible ? broken.get() : new BrokenValues(List.of());
    List<String> examples = new ArrayList<>();
    explained.forEach(
        (table, lines) ->
            lines.contested().reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_REASONS)
                .flatMap(reason -> example(values, table, reason.getKey()).stream())
                .forEach(examples::add));
    return examples;
  }

  private static Optional<String> example(BrokenValues values, String table, String reason) {
    return values.of(table, reason).map(words -> "%s, %s: %s".formatted(table, reason, words));
  }

  private static TableCheck check(String name, Tally lines, List<String> warnings) {
    Tally kept = lines.kept();
    return new TableCheck(
        name,
        lines.rows(),
        kept.rows(),
        lines.rows() - kept.rows(),
        lines.money(),
        kept.money(),
        lines.money().subtract(kept.money()),
        lines.unknown(),
        lines.filtered(),
        lines.reasons(),
        warnings);
  }

  private void judgeEmpty(String name, Tally lines, List<String> refusals, List<String> warnings) {
    if (lines.kept().rows() > 0) {
      return;
    }
    String problem =
        lines.rows() == 0
            ? "%s is empty".formatted(name)
            : "%s has no usable row: %s".formatted(name, counted(lines.reasons()));
    (rules.action(Rule.EMPTY) == Action.REFUSE ? refusals : warnings).add(problem);
  }

  private List<String> refused(String name, Tally lines) {
    List<String> refusals = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      Map<String, Long> broken = lines.reasonsOf(rule);
      if (rules.action(rule) == Action.REFUSE && !broken.isEmpty()) {
        refusals.add("in %s, %s".formatted(name, counted(broken)));
      }
    }
    return refusals;
  }

  private static String counted(Map<String, Long> reasons) {
    return String.join(
        ", ",
        reasons.entrySet().stream()
            .map(reason -> "%s in %s rows".formatted(reason.getKey(), reason.getValue()))
            .toList());
  }

  private List<String> mostlyMissing(OwnTable table, Tally lines) {
    List<String> described = Line.ids(table.columns());
    return lines.missing().entrySet().stream()
        .filter(
            column ->
                described.contains(column.getKey())
                    || !List.of(Line.ORDER, Line.ITEM).contains(column.getKey()))
        .filter(column -> column.getValue() > rules.mostMissing() * lines.rows())
        .map(
            column ->
                "in %s, %s is missing or unreadable in %s of %s rows, more than the share of %s"
                    .formatted(
                        table.name(),
                        described(column.getKey()),
                        column.getValue(),
                        lines.rows(),
                        rules.mostMissing()))
        .toList();
  }

  /** The key of the configuration that describes a value. */
  private static String described(String value) {
    return value.equals(Line.DAY) ? "date" : value.replace("_id", "");
  }

  private List<String> halfTold() {
    return tally.isCurrencyHalfTold() && tally.currencies().size() == 1
        ? List.of(
            "some amounts are in %s, and of others no currency is known: they are added up as one"
                .formatted(tally.currencies().get(0)))
        : List.of();
  }

  private List<String> asWhole() {
    List<String> refusals = new ArrayList<>();
    if (tally.currencies().size() > 1) {
      refusals.add(
          "the amounts are in several currencies, %s, and cannot be added up; filter for one"
              .formatted(String.join(", ", tally.currencies())));
    }
    if (salesDays().isEmpty()) {
      refusals.add("not one usable sale is in it");
    }
    return refusals;
  }

  private Optional<DateWindow> salesDays() {
    List<LocalDate> days = List.copyOf(tally.sales().days().keySet());
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(new DateWindow(days.get(0), days.get(days.size() - 1).plusDays(1)));
  }
}
