package io.spendcast.domain.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.evaluation.Choice;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Standing;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.promotion.ProductionComparison.Basis;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromotionPolicyTest {
  private static final Interval UNDECIDED = new Interval(0.001, -0.04, 0.05);
  private static final Interval WORSE = new Interval(-0.05, -0.08, -0.02);

  private static Judgement judged(Verdict verdict, SentinelFinding... findings) {
    return judged(verdict, Use.PLAN, findings);
  }

  private static Judgement judged(Verdict verdict, Use use, SentinelFinding... findings) {
    Standing mean = new Standing(Algorithm.MEAN, List.of(), List.of("its total is off by +30 %"));
    return new Judgement(
        verdict,
        "because",
        Algorithm.MEAN,
        new Choice(Algorithm.MEAN, use, "mean is the simplest", List.of(mean)),
        List.of(),
        List.of(findings));
  }

  private static List<String> refusals(Verdict verdict, Use use) {
    return refusals(judged(verdict, use));
  }

  private static List<String> refusals(Judgement judgement) {
    return PromotionPolicy.DEFAULT.refusals(found(judgement), ProductionComparison.NONE);
  }

  private static Findings found(Judgement judgement) {
    return new Findings(
        judgement.chosen(),
        judgement.verdict(),
        judgement.choice().use(),
        judgement.choice().limits(),
        UNDECIDED,
        judgement.sentinels());
  }

  private static List<String> refusals(Basis basis, Interval skill, long daysNewer) {
    return PromotionPolicy.DEFAULT.refusals(
        found(judged(Verdict.SKILL)),
        new ProductionComparison(basis, Optional.of(skill), Optional.of(daysNewer)));
  }

  @Test
  void grants_an_honest_model_even_without_skill() {
    assertThat(refusals(Verdict.NO_SKILL, Use.PLAN)).isEmpty();
    assertThat(refusals(Verdict.INCONCLUSIVE, Use.PLAN)).isEmpty();
  }

  @Test
  void refuses_what_seems_to_know_the_future_and_names_the_sentinels() {
    Judgement suspect =
        judged(Verdict.SKILL)
            .after(
                List.of(
                    SentinelFinding.clean(Sentinel.PARITY, "all well"),
                    SentinelFinding.suspect(Sentinel.POPULATION, "3 are missing")));
    assertThat(suspect.verdict()).isEqualTo(Verdict.SUSPECT_LEAK);
    assertThat(suspect.reason()).startsWith("population: 3 are missing").endsWith("because");
    assertThat(refusals(suspect))
        .singleElement()
        .asString()
        .contains("SUSPECT_LEAK", "population")
        .doesNotContain("parity");
    assertThat(refusals(Verdict.SUSPECT_LEAK, Use.PLAN)).hasSize(1);
  }

  @Test
  void clean_sentinels_leave_the_verdict_as_it_is() {
    Judgement clean =
        judged(Verdict.NO_SKILL).after(List.of(SentinelFinding.clean(Sentinel.PARITY, "well")));
    assertThat(clean.verdict()).isEqualTo(Verdict.NO_SKILL);
    assertThat(clean.reason()).isEqualTo("because");
    assertThat(clean.sentinels()).hasSize(1);
  }

  @Test
  void refuses_what_can_be_used_for_nothing_and_says_why() {
    assertThat(refusals(Verdict.NO_SKILL, Use.NOTHING))
        .singleElement()
        .asString()
        .contains("no candidate ranks customers", "its total is off by +30 %");
  }

  @ParameterizedTest
  @EnumSource(names = {"RANK_AND_PLAN", "RANK", "PLAN"})
  void grants_what_can_be_used_for_something(Use use) {
    assertThat(refusals(Verdict.SKILL, use)).isEmpty();
  }

  @Test
  void grants_the_same_model_again_and_what_loses_less_than_the_margin() {
    assertThat(refusals(Basis.SAME_FEATURES, new Interval(0, 0, 0), 7)).isEmpty();
    assertThat(refusals(Basis.SAME_FEATURES, new Interval(-0.004, -0.009, -0.001), 7)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SAME_FEATURES", "SAME_INPUTS", "BASELINE"})
  void refuses_what_is_worse_than_production_for_certain_however_old_that_is(Basis basis) {
    assertThat(refusals(basis, WORSE, 1_000))
        .singleElement()
        .asString()
        .contains("worse than the Production model");
  }

  @Test
  void refuses_what_is_not_shown_to_be_as_good_until_production_is_stale() {
    assertThat(refusals(Basis.SAME_FEATURES, UNDECIDED, 179))
        .singleElement()
        .asString()
        .contains("not shown to be at most 0.010 worse");
    assertThat(refusals(Basis.SAME_FEATURES, UNDECIDED, 180)).isEmpty();
    assertThat(refusals(Basis.SAME_FEATURES, new Interval(-0.02, -0.06, 0.03), 180))
        .as("the best guess is that it is worse")
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SAME_INPUTS", "BASELINE"})
  void does_not_hold_on_to_a_model_that_cannot_predict_any_more(Basis basis) {
    assertThat(refusals(basis, UNDECIDED, 7)).isEmpty();
  }

  @Test
  void names_every_reason_at_once() {
    assertThat(
            PromotionPolicy.DEFAULT.refusals(
                found(judged(Verdict.SUSPECT_LEAK, Use.NOTHING)),
                new ProductionComparison(
                    Basis.SAME_FEATURES, Optional.of(WORSE), Optional.empty())))
        .hasSize(3);
  }
}
