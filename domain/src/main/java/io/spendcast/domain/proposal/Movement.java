package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.Kinds;
import io.spendcast.domain.proposal.column.Role;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.sample.Sample;
import io.spendcast.domain.sales.OwnTable.Flow;
import java.util.List;
import java.util.Optional;

/**
 * Which way goods and money move.
 *
 * @param flow of the table
 * @param amount the expression of the amount, with the sign that the flow wants
 * @param reason why
 * @param doubts what is unsure
 */
record Movement(Flow flow, String amount, String reason, List<Doubt> doubts) {
  static Movement of(Sample sample, Casting casting, Money money, Optional<RowKinds> kind) {
    Optional<Kinds> kinds = kind.map(RowKinds::kinds).filter(found -> !found.returns().isEmpty());
    boolean named = TableNames.isOfReturns(sample.name());
    // A column that says which rows are returns knows better than signs and names, which agree with
    // it or not.
    if (kinds.isPresent() && !(named && kinds.get().sales().isEmpty())) {
      return byKind(kind.orElseThrow().column(), kinds.get().returns(), money);
    }
    if (money.below() > 0) {
      return new Movement(
          Flow.SIGNED,
          money.expression(),
          "%s of %s rows looked at have amounts below zero: returns"
              .formatted(money.below(), sample.rows()),
          List.of());
    }
    return named
        ? new Movement(Flow.RETURNS, money.expression(), "by its name", List.of())
        : sales(casting, money);
  }

  private static Movement sales(Casting casting, Money money) {
    Optional<Amounts> units = casting.number(Role.QUANTITY).filter(numbers -> numbers.below() > 0);
    return units
        .map(
            quantity ->
                new Movement(
                    Flow.SIGNED,
                    "CASE WHEN %s < 0 THEN -(%s) ELSE %s END"
                        .formatted(quantity.exact(), money.exact(), money.exact()),
                    "quantities below zero are returns",
                    List.of(
                        new Doubt(
                            "flow",
                            "quantities are below zero where amounts are not; those rows are taken"
                                + " for returns"))))
        .orElse(new Movement(Flow.SALES, money.expression(), "no amount is below zero", List.of()));
  }

  private static Movement byKind(SampledColumn kind, List<String> returns, Money money) {
    String listed = Kinds.listed(returns);
    String undone = money.below() > 0 ? "-abs(%s)" : "-(%s)";
    return new Movement(
        Flow.SIGNED,
        "CASE WHEN %s IN (%s) THEN %s ELSE %s END"
            .formatted(kind.expression(), listed, undone.formatted(money.exact()), money.exact()),
        "%s says which rows are returns".formatted(kind.expression()),
        List.of(
            new Doubt(
                "flow",
                "rows whose %s is %s are taken for returns".formatted(kind.expression(), listed))));
  }
}
