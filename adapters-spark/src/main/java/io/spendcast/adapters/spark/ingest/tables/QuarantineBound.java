package io.spendcast.adapters.spark.ingest.tables;

import io.spendcast.domain.sales.ContractRules;
import io.spendcast.domain.sales.ContractRules.Action;
import io.spendcast.domain.sales.ContractRules.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Holds against the bound what is kept apart for what is in it. What is not in the source, such as
 * the customer of an anonymous sale, nobody can read, so {@code most-missing} bounds that; but
 * money that is unknown counts whatever the reason.
 */
final class QuarantineBound {
  private final ContractRules rules;

  QuarantineBound(ContractRules rules) {
    this.rules = rules;
  }

  /** What is beyond the bound in a table, in words. */
  List<String> beyond(Tally lines) {
    Tally contested = bearable(lines.contested());
    // An amount that is absurd by itself says nothing about how much is lost.
    BigDecimal lost = contested.without(Rule.ABSURD).turnover();
    BigDecimal all = lines.without(Rule.ABSURD).turnover();
    return Stream.of(
            beyond((double) contested.rows(), (double) lines.rows())
                .map(
                    share ->
                        "%s of %s rows (%s) are kept apart for what is in them"
                            .formatted(contested.rows(), lines.rows(), share)),
            beyond(lost.doubleValue(), all.doubleValue())
                .map(
                    share ->
                        "%s of the money is kept apart for what is in its rows".formatted(share)),
            beyond((double) lines.unknown(), (double) lines.rows())
                .map(
                    share ->
                        "the money of %s of %s rows (%s) is unknown"
                            .formatted(lines.unknown(), lines.rows(), share)))
        .flatMap(Optional::stream)
        .toList();
  }

  /** What refuses the source in one row needs no share. */
  private Tally bearable(Tally lines) {
    return Stream.of(Rule.values())
        .filter(rule -> rules.action(rule) == Action.REFUSE)
        .reduce(lines, Tally::without, (one, other) -> one);
  }

  private Optional<String> beyond(double part, double whole) {
    return part > rules.mostQuarantined() * whole
        ? Optional.of(percent(part / whole))
        : Optional.empty();
  }

  /** The bound in words. */
  String allowed() {
    return "source.contracts.most-quarantined allows " + percent(rules.mostQuarantined());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
