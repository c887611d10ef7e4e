package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Health;
import io.spendcast.domain.preflight.Preflight;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Preflight} does. */
public abstract class PreflightContract {
  /** A preflight where all is well. */
  protected abstract Preflight sound();

  /** A preflight of something that is out of reach or cannot be used. */
  protected abstract Preflight broken();

  @Test
  void finds_nothing_wrong_where_all_is_well() {
    assertThat(sound().findings())
        .isNotEmpty()
        .allSatisfy(
            finding ->
                assertThat(finding.health())
                    .as(finding.toString())
                    .isIn(Health.PASS, Health.SKIPPED));
  }

  @Test
  void trouble_is_a_finding_with_advice_and_never_thrown() {
    assertThat(broken().findings())
        .filteredOn(
            finding -> finding.health() == Health.FAIL || finding.health() == Health.UNAVAILABLE)
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.advice()).isNotBlank());
  }

  @Test
  void looking_again_finds_the_same() {
    Preflight preflight = sound();
    List<Finding> first = preflight.findings();
    assertThat(preflight.findings()).isEqualTo(first);
    assertThat(first).extracting(Finding::what).doesNotHaveDuplicates();
  }
}
