package io.spendcast.bootstrap.settings.section;

import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the lines of a retailer's own tables must be like: for each rule refuse, quarantine or warn,
 * and the limits.
 *
 * @param missing about customer, order, item, date, quantity, amount and known-at
 * @param mostMissing the largest share of rows in which one of them may be missing
 * @param mostQuarantined the largest share of rows, and of money, that may be kept apart for what
 *     is in them, and of rows whose money is unknown
 * @param missingWords texts that stand for no value
 * @param unmatched about rows for which a join finds nothing
 * @param negative about amounts and quantities below 0
 * @param currency about rows in another currency than named
 * @param early about dates before the earliest
 * @param earliest the first plausible day
 * @param future about dates after the day of the ingest
 * @param absurd about amounts and quantities beyond the most
 * @param mostAmount the largest plausible amount of a line
 * @param mostQuantity the largest plausible quantity of a line
 * @param duplicate about rows that repeat order, item and known-at
 * @param orphanReturn about returns without a sale
 * @param empty about tables without a usable row
 */
public record ContractsSection(
    String missing,
    double mostMissing,
    double mostQuarantined,
    List<String> missingWords,
    String unmatched,
    String negative,
    String currency,
    String early,
    String earliest,
    String future,
    String absurd,
    double mostAmount,
    long mostQuantity,
    String duplicate,
    String orphanReturn,
    String empty) {
  /** Checks names, ranges and date. */
  public ContractsSection {
    missingWords = List.copyOf(missingWords);
    Rules rules =
        new Rules()
            .require(mostMissing >= 0 && mostMissing <= 1, "most-missing", "be 0 to 1", mostMissing)
            .require(
                mostQuarantined >= 0 && mostQuarantined <= 1,
                "most-quarantined",
                "be 0 to 1",
                mostQuarantined)
            .require(isDate(earliest), "earliest", "be a date such as 1990-01-01", earliest)
            .require(
                mostAmount > 0 && mostAmount < 1e13,
                "most-amount",
                "be above 0, below 1e13",
                mostAmount)
            .require(mostQuantity > 0, "most-quantity", "be above 0", mostQuantity);
    named(
            missing,
            unmatched,
            negative,
            currency,
            early,
            future,
            absurd,
            duplicate,
            orphanReturn,
            empty)
        .forEach(
            (rule, action) ->
                rules.require(
                    labels(rule).contains(action), key(rule), "be one of " + labels(rule), action));
    rules.check();
  }

  private static boolean isDate(String text) {
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static Map<Rule, String> named(
      String missing,
      String unmatched,
      String negative,
      String currency,
      String early,
      String future,
      String absurd,
      String duplicate,
      String orphanReturn,
      String empty) {
    Map<Rule, String> actions = new EnumMap<>(Rule.class);
    actions.put(Rule.MISSING, missing);
    actions.put(Rule.UNMATCHED, unmatched);
    actions.put(Rule.NEGATIVE, negative);
    actions.put(Rule.CURRENCY, currency);
    actions.put(Rule.EARLY, early);
    actions.put(Rule.FUTURE, future);
    actions.put(Rule.ABSURD, absurd);
    actions.put(Rule.DUPLICATE, duplicate);
    actions.put(Rule.ORPHAN_RETURN, orphanReturn);
    actions.put(Rule.EMPTY, empty);
    return actions;
  }

  private static String key(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> labels(Rule rule) {
    return Stream.of(Action.values())
        .filter(rule.allowed()::contains)
        .map(action -> action.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The rules as the ingest has them. */
  public ContractRules rules() {
    Map<Rule, Action> actions =
        named(
                missing,
                unmatched,
                negative,
                currency,
                early,
                future,
                absurd,
                duplicate,
                orphanReturn,
                empty)
            .entrySet()
            .stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, e -> Action.valueOf(e.getValue().toUpperCase(Locale.ROOT))));
    return new ContractRules(
        actions,
        mostMissing,
        mostQuarantined,
        missingWords,
        LocalDate.parse(earliest),
        BigDecimal.valueOf(mostAmount),
        mostQuantity);
  }
}
