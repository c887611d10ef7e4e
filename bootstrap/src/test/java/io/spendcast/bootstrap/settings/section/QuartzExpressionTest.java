package io.spendcast.bootstrap.settings.section;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuartzExpressionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 30 2 ? * MON",
        "0 0 1 * * ?",
        "0 0/15 8-17 ? * MON-FRI",
        "0 0 12 1/5 * ?",
        "0 15 10 L * ?",
        "0 15 10 L-3 * ?",
        "0 15 10 LW * ?",
        "0 15 10 15W * ?",
        "0 15 10 ? * 6L",
        "0 15 10 ? * friL 2026-2028",
        "0 15 10 ? JAN,JUN 6#3",
        "*/10 * * * * ?",
      })
  void what_quartz_takes_is_taken(String text) {
    assertThat(QuartzExpression.problem(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "every day at two in morning",
        "0 30 2,7 * * *",
        "0 61 25 ? * MON",
        "30 2 * * 1",
        "0 30 2 ? * ?",
        "0 30 2 ? * MONDAY",
        "0 30 24 ? * MON",
        "0 30 2 32 * ?",
        "0 30 2 0 * ?",
        "0 30 2 ? 13 MON",
        "0 30 2 ? * 8",
        "0 0/0 2 ? * MON",
        "0 30 2 ? * MON 1066",
        "",
      })
  void what_quartz_refuses_is_refused_with_a_reason(String text) {
    assertThat(QuartzExpression.problem(text)).isPresent();
  }
}
