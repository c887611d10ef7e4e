package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.preflight.Preflight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InMemoryPreflightTest extends PreflightContract {
  @Override
  protected Preflight sound() {
    return new InMemoryPreflight(
        List.of(Finding.pass("a"), Finding.skipped("b", "not on a cluster")));
  }

  @Override
  protected Preflight broken() {
    return new InMemoryPreflight(List.of(Finding.pass("a"), Finding.fail("b", "mend it")));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void only_what_does_not_answer_is_unavailable(Kind kind) {
    Finding finding =
        Finding.checking(
            "it",
            () -> {
              throw new SpendcastException(kind, "Cannot look.", "Look again.");
            });
    assertThat(finding.health())
        .isEqualTo(kind == Kind.UNAVAILABLE ? Health.UNAVAILABLE : Health.FAIL);
    assertThat(finding.advice()).isEqualTo("Cannot look. Look again.");
  }

  @Test
  void trouble_without_advice_is_no_finding() {
    assertThatThrownBy(() -> Finding.fail("it", "")).hasMessageContaining("advice");
    assertThatThrownBy(() -> new Finding("it", Health.PASS, "but")).hasMessageContaining("advice");
  }
}
