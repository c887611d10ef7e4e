package io.spendcast.domain.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.forecast.Explanation;
import io.spendcast.domain.forecast.Explanation.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReasonsTest {
  private static final Explanation EXPLANATION =
      new Explanation(
          0,
          4,
          List.of(
              new Share("a", 1, 1.5),
              new Share("b", Double.NaN, -8),
              new Share("c", 0, 0),
              new Share("d", 2, 0.5)),
          2);

  @Test
  void the_largest_come_first_and_all_adds_up_to_the_forecast() {
    assertThat(new Reasons(2).text(EXPLANATION))
        .isEqualTo(
            "{\"base\": 4.0, \"inputs\": [{\"input\": \"b\", \"amount\": -8.0},"
                + "{\"input\": \"a\", \"value\": 1.0, \"amount\": 1.5}], \"others\": 2.5}");
  }

  @Test
  void what_does_not_count_is_not_named() {
    assertThat(new Reasons(9).text(EXPLANATION))
        .doesNotContain("\"c\"")
        .contains("\"others\": 2.0}");
    assertThat(Reasons.NONE.areWanted()).isFalse();
    assertThatThrownBy(() -> new Reasons(-1)).hasMessageContaining("-1");
  }
}
