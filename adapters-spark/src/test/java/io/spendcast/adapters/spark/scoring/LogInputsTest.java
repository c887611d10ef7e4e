package io.spendcast.adapters.spark.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.scoring.LogInputs.Input;
import io.spendcast.domain.forecast.LogRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogInputsTest {
  private static final LogInputs INPUTS =
      new LogInputs(
          List.of(
              new Input("spend_filled", "spend_log", new LogRange(-1.5e-7, 2.5e12)),
              new Input("share, of ) AS things", "share_log", new LogRange(0, 1)),
              new Input("season, / 2D) AS weight", "season_log", new LogRange(0.1, 0.4, 0.001))));

  @Test
  void a_statement_says_what_the_inputs_are() {
    assertThat(LogInputs.parse(INPUTS.statement())).contains(INPUTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT *, a AS b FROM __THIS__",
        "SELECT *, signum(least(greatest(`a`, 0.0D), 1.0D))"
            + " * log1p(abs(least(greatest(`a`, 0.0D), 2.0D))) AS `b` FROM __THIS__",
        "SELECT *, signum(least(greatest(`a`, 0.0D), 1.0D))"
            + " * log1p(abs(least(greatest(`other`, 0.0D), 1.0D))) AS `b` FROM __THIS__"
      })
  void any_other_statement_is_not_read(String statement) {
    assertThat(LogInputs.parse(statement)).isEmpty();
  }
}
