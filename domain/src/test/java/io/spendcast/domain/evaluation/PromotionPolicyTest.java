package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PromotionPolicyTest {
  private static final Interval GOOD_TOTAL = new Interval(0.02, 0.01, 0.03);

  private static PromotionPolicy.Decision decide(
      Verdict verdict, Interval total, Interval... againstProduction) {
    Optional<Interval> skill =
        againstProduction.length == 0 ? Optional.empty() : Optional.of(againstProduction[0]);
    return PromotionPolicy.DEFAULT.decide(verdict, total, skill);
  }

  @Test
  void grants_an_honest_model_even_without_skill() {
    assertThat(decide(Verdict.NO_SKILL, GOOD_TOTAL).isGranted()).isTrue();
  }

  @Test
  void refuses_what_seems_to_know_the_future() {
    assertThat(decide(Verdict.SUSPECT_LEAK, GOOD_TOTAL).refusals())
        .singleElement()
        .asString()
        .contains("SUSPECT_LEAK");
  }

  @Test
  void refuses_a_total_that_is_off_for_certain() {
    assertThat(decide(Verdict.SKILL, new Interval(-0.2, -0.3, -0.12)).isGranted()).isFalse();
    assertThat(decide(Verdict.SKILL, new Interval(0.11, 0.05, 0.2)).isGranted()).isFalse();
  }

  @Test
  void grants_a_total_that_is_off_by_chance() {
    assertThat(decide(Verdict.SKILL, new Interval(0.3, -0.1, 0.7)).isGranted()).isTrue();
  }

  @Test
  void refuses_an_undefined_total() {
    Interval undefined = new Interval(Double.NaN, Double.NaN, Double.NaN);
    assertThat(decide(Verdict.SKILL, undefined).isGranted()).isFalse();
  }

  @Test
  void refuses_what_is_worse_than_production_beyond_the_margin() {
    assertThat(decide(Verdict.SKILL, GOOD_TOTAL, new Interval(-0.05, -0.08, -0.02)).refusals())
        .singleElement()
        .asString()
        .contains("worse than the Production model");
  }

  @Test
  void grants_what_is_as_good_as_production() {
    assertThat(decide(Verdict.SKILL, GOOD_TOTAL, new Interval(0, -0.02, 0.02)).isGranted())
        .isTrue();
  }

  @Test
  void names_every_reason_at_once() {
    assertThat(
            decide(
                    Verdict.SUSPECT_LEAK,
                    new Interval(0.5, 0.4, 0.6),
                    new Interval(-0.5, -0.6, -0.4))
                .refusals())
        .hasSize(3);
  }
}
