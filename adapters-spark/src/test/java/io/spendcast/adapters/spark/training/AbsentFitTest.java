package io.spendcast.adapters.spark.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.btyd.PurchaseFit;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AbsentFitTest {
  private static final AbsentFit NOBODY =
      new AbsentFit(PurchaseFit.of(List.of()), AsOfDate.parse("2002-04-01"));

  @Test
  void the_cause_is_what_the_fit_found() {
    for (Algorithm rule : List.of(Algorithm.BTYD, Algorithm.BTYD_SEASON)) {
      assertThat(NOBODY.cause(rule))
          .contains(
              "the model of buying cannot be fitted at the last training date, 2002-04-01: 0 of 0"
                  + " customers bought again, fewer than 50");
    }
  }

  @Test
  void rules_that_read_no_fit_are_absent_for_other_causes() {
    assertThat(NOBODY.cause(Algorithm.SAME_WINDOW_LAST_YEAR)).isEmpty();
  }
}
