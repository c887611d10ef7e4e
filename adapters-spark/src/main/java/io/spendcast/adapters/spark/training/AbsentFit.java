package io.spendcast.adapters.spark.training;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.training.Algorithm;
import java.util.Optional;

/**
 * Why there is no model of buying: its fit knows more than the column that it leaves empty.
 *
 * @param fit at a date
 * @param date the last training date
 */
record AbsentFit(PurchaseFit fit, AsOfDate date) {
  /** In words that follow "since"; empty if the rule does not read it, or the fit is there. */
  Optional<String> cause(Algorithm rule) {
    boolean inSeason = rule == Algorithm.BTYD_SEASON;
    if (rule != Algorithm.BTYD && !inSeason) {
      return Optional.empty();
    }
    if (fit.model().isEmpty()) {
      return Optional.of(
          "the model of buying cannot be fitted at the last training date, %s: %s"
              .formatted(date, fit.finding()));
    }
    return inSeason && !fit.season().isKnown()
        ? Optional.of("no season is known at the last training date, %s".formatted(date))
        : Optional.empty();
  }
}
