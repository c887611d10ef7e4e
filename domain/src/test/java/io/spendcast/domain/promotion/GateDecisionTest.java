package io.spendcast.domain.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.promotion.GateDecision.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GateDecisionTest {
  private static final Optional<String> NOTHING = Optional.empty();
  private static final Optional<String> ASKED = Optional.of("the consent of ann");
  private static final Optional<String> MEANT = Optional.of("the shop needs it");

  private static GateDecision decision(
      List<String> reasons, Optional<String> forcedBecause, Optional<String> awaits) {
    return new GateDecision(
        reasons, Map.of("verdict", "SKILL", "use", "rank"), forcedBecause, awaits);
  }

  @Test
  void nothing_against_it_grants() {
    GateDecision granted = decision(List.of(), NOTHING, NOTHING);
    assertThat(granted.outcome()).isEqualTo(Outcome.GRANTED);
    assertThat(granted.isMoved()).isTrue();
    assertThat(granted.text()).isEqualTo("Production granted; evidence: {use=rank, verdict=SKILL}");
  }

  @Test
  void what_is_refused_awaits_nobody() {
    GateDecision refused = decision(List.of("it leaks"), NOTHING, ASKED);
    assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(refused.isMoved()).isFalse();
    assertThat(refused.awaits()).isEmpty();
    assertThat(refused.refusals()).containsExactly("it leaks");
  }

  @Test
  void force_passes_and_says_what_spoke_against_it() {
    GateDecision forced = decision(List.of("it leaks"), MEANT, NOTHING);
    assertThat(forced.outcome()).isEqualTo(Outcome.FORCED);
    assertThat(forced.refusals()).isEmpty();
    assertThat(forced.text())
        .startsWith("Production forced, because the shop needs it; ")
        .contains("against it: it leaks");
  }

  @Test
  void what_passes_is_moved_once_a_human_consents() {
    assertThat(decision(List.of(), NOTHING, ASKED).outcome()).isEqualTo(Outcome.AWAITING);
    GateDecision forced = decision(List.of("it leaks"), MEANT, ASKED);
    assertThat(forced.outcome()).isEqualTo(Outcome.AWAITING);
    assertThat(forced.isMoved()).isFalse();
    assertThat(forced.word()).isEqualTo("forced");
    assertThat(forced.text()).endsWith("; it awaits the consent of ann");
  }
}
