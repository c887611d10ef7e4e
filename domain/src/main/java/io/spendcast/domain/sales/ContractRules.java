package io.spendcast.domain.sales;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a retailer's lines must be like, and what happens if they are not.
 *
 * @param actions what is done about each rule
 * @param mostMissing the largest share of a table's rows in which a required value may be missing;
 *     beyond it the source is refused, since its description must be wrong
 * @param mostQuarantined the largest share of a table's rows, and of its money, that may be kept
 *     apart for what is in them, and the largest share of rows whose money is unknown; beyond it
 *     the source is refused
 * @param missingWords texts that stand for no value, in any usual case
 * @param earliest the first plausible day
 * @param mostAmount the largest plausible amount of a line
 * @param mostQuantity the largest plausible quantity of a line
 */
public record ContractRules(
    Map<Rule, Action> actions,
    double mostMissing,
    double mostQuarantined,
    List<String> missingWords,
    LocalDate earliest,
    BigDecimal mostAmount,
    long mostQuantity) {
  /** Checks that every rule has an action that it allows. */
  public ContractRules {
    // Sorted: what is digested must print the same in every process.
    actions = Collections.unmodifiableMap(complete(actions));
    missingWords = List.copyOf(missingWords);
    for (Rule rule : Rule.values()) {
      if (!actions.containsKey(rule) || !rule.allowed().contains(actions.get(rule))) {
        throw new IllegalArgumentException(
            "%s must be one of %s, not %s".formatted(rule, rule.allowed(), actions.get(rule)));
      }
    }
    requireShare("most missing", mostMissing);
    requireShare("most quarantined", mostQuarantined);
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("%s must be a share, not %s".formatted(name, share));
    }
  }

  /** A rule that allows one action has it without saying. */
  private static Map<Rule, Action> complete(Map<Rule, Action> actions) {
    Map<Rule, Action> all = new TreeMap<>(actions);
    Stream.of(Rule.values())
        .filter(rule -> rule.allowed().size() == 1)
        .forEach(rule -> all.putIfAbsent(rule, rule.allowed().iterator().next()));
    return all;
  }

  /** What is done about the rule. */
  public Action action(Rule rule) {
    return actions.get(rule);
  }

  /** What is done about a broken rule. */
  public enum Action {
    /** The source is not accepted; nothing is written. */
    REFUSE,
    /** The row is kept apart, with the reason. */
    QUARANTINE,
    /** The row is kept, and counted. */
    WARN
  }

  /** What a line, or a table of lines, must be like. */
  public enum Rule {
    /** An id is a text, or a number that its type holds exactly; else two ids become one. */
    INEXACT(false),
    /** Customer, order, item, date, quantity, amount, and known-at if described, can be read. */
    MISSING(false),
    /** Every dimension of the line is found. */
    UNMATCHED(false),
    /** The amount, and the quantity, is not below 0. */
    NEGATIVE(false),
    /** The currency is the one the owner named. */
    CURRENCY(false),
    /** The date is not before the first plausible day. */
    EARLY(true),
    /** Neither the date nor known-at is after the day of the ingest. */
    FUTURE(true),
    /** Amount and quantity are not beyond the largest plausible ones. */
    ABSURD(true),
    /** No two lines of a channel and flow share order, item and known-at. */
    DUPLICATE(false),
    /** A return has a sale of the same channel, order and item. */
    ORPHAN_RETURN(true),
    /** A table has a row to keep. */
    EMPTY(true);

    private final boolean bearable;

    Rule(boolean bearable) {
      this.bearable = bearable;
    }

    /** What may be done about the rule: only what leaves lines that can be added up. */
    public Set<Action> allowed() {
      if (this == EMPTY) {
        return Set.of(Action.REFUSE, Action.WARN);
      }
      if (this == INEXACT) {
        return Set.of(Action.REFUSE);
      }
      return bearable
          ? Set.of(Action.REFUSE, Action.QUARANTINE, Action.WARN)
          : Set.of(Action.REFUSE, Action.QUARANTINE);
    }
  }
}
