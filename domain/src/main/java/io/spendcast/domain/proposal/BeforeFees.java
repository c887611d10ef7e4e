package io.spendcast.domain.proposal;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.Words;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What customers paid, where another column has what a payment service passed on of it. */
final class BeforeFees {
  private static final double MOSTLY = 0.9;
  private static final Set<String> FEES =
      Words.set("fee fees gebuhr gebuhren commission commissions comision tarifa provision frais");
  private static final Set<String> NET = Words.set("net netto");

  private BeforeFees() {}

  /** The column that this one and the fees add up to; this one if there is none. */
  static Amounts of(Casting casting, Amounts amount) {
    if (!Words.of(amount.column().name()).have(NET)) {
      return amount;
    }
    List<Amounts> fees =
        casting.numbers().stream()
            .filter(numbers -> Words.of(numbers.column().name()).have(FEES))
            .filter(numbers -> numbers.known().stream().anyMatch(fee -> fee.signum() != 0))
            .toList();
    return casting.numbers().stream()
        .filter(whole -> !whole.equals(amount))
        .filter(whole -> fees.stream().anyMatch(fee -> areParts(whole, fee, amount)))
        .findFirst()
        .orElse(amount);
  }

  private static boolean areParts(Amounts whole, Amounts fee, Amounts net) {
    long same =
        IntStream.range(0, net.numbers().size())
            .filter(row -> isPart(at(whole, row).subtract(at(net, row)), at(fee, row)))
            .count();
    return !whole.equals(fee) && same >= MOSTLY * net.numbers().size();
  }

  /** Fees are written with a minus or without. */
  private static boolean isPart(BigDecimal missing, BigDecimal fee) {
    return missing.abs().compareTo(fee.abs()) == 0;
  }

  private static BigDecimal at(Amounts amounts, int row) {
    return amounts.numbers().get(row).orElse(BigDecimal.ZERO);
  }
}
