package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final CustomerBootstrap BOOTSTRAP = new CustomerBootstrap(200, 7);
  private static final AsOfDate AS_OF = AsOfDate.parse("2002-07-01");
  private static final List<Algorithm> CANDIDATES =
      List.of(Algorithm.ZERO, Algorithm.MEAN, Algorithm.XGBOOST);

  /**
   * Customers whose label is a signal, known to the learner in part, plus noise.
   *
   * @param learner what the learner makes of the signal
   */
  private static Judgement judged(double noise, DoubleUnaryOperator learner) {
    return judged(4000, noise, learner);
  }

  private static Judgement judged(int rows, double noise, DoubleUnaryOperator learner) {
    Random random = new Random(11);
    ErrorSums sums = new ErrorSums(BOOTSTRAP, CANDIDATES.size());
    for (int row = 0; row < rows; row++) {
      double signal = random.nextGaussian();
      double label = 10 + signal + noise * random.nextGaussian();
      sums.add(
          CustomerBootstrap.hash("c" + row),
          label,
          new double[] {0, 10, learner.applyAsDouble(signal)});
    }
    return Judge.judge(CANDIDATES, PanelErrors.of(BOOTSTRAP, 3, Map.of(AS_OF, sums)));
  }

  @Test
  void says_skill_and_chooses_the_learner_that_knows_the_signal() {
    Judgement judgement = judged(1, signal -> 10 + signal);
    assertThat(judgement.verdict()).isEqualTo(Verdict.SKILL);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.XGBOOST);
    assertThat(judgement.bestBaseline()).isEqualTo(Algorithm.MEAN);
    assertThat(judgement.of(Algorithm.XGBOOST).skill().value()).isCloseTo(0.5, within(0.05));
  }

  @Test
  void says_no_skill_and_chooses_the_baseline_if_the_learner_adds_noise() {
    Judgement judgement = judged(1, signal -> 10 - 0.3 * signal);
    assertThat(judgement.verdict()).isEqualTo(Verdict.NO_SKILL);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.MEAN);
    assertThat(judgement.reason()).contains("xgboost", "mean", "MSE skill");
  }

  @Test
  void says_inconclusive_if_the_interval_allows_both() {
    Judgement judgement = judged(400, 8, signal -> 10 + signal);
    assertThat(judgement.of(Algorithm.XGBOOST).skill().low()).isNegative();
    assertThat(judgement.of(Algorithm.XGBOOST).skill().high())
        .isGreaterThan(Judge.SMALLEST_USEFUL_SKILL);
    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.MEAN);
  }

  @Test
  void suspects_a_leak_behind_what_is_too_good_to_be_true() {
    assertThat(judged(0.05, signal -> 10 + signal).verdict()).isEqualTo(Verdict.SUSPECT_LEAK);
  }

  /** A learner that leaves little of what the rule leaves, in a shop with one customer or many. */
  private static Judgement beyondTheRule(int customers, double largest) {
    List<Algorithm> candidates = List.of(Algorithm.MEAN, Algorithm.PERSISTENCE, Algorithm.XGBOOST);
    Random random = new Random(5);
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 3);
    for (int row = 0; row < customers; row++) {
      double label = (row == 0 ? largest : 10) + random.nextGaussian();
      double rule = row == 0 ? 0.2 * largest : 10;
      sums.add(CustomerBootstrap.hash("c" + row), label, new double[] {10, rule, label - 0.1});
    }
    return Judge.judge(candidates, PanelErrors.of(BOOTSTRAP, 3, Map.of(AS_OF, sums)));
  }

  @Test
  void what_one_customer_does_is_no_suspicion() {
    assertThat(beyondTheRule(400, 10).verdict()).isEqualTo(Verdict.SUSPECT_LEAK);
    Judgement whale = beyondTheRule(400, 10_000);
    assertThat(whale.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(whale.reason()).contains("100 % of the squared error is one customer's");
  }

  @Test
  void what_a_rule_of_the_past_reaches_itself_is_very_regular() {
    List<Algorithm> candidates = List.of(Algorithm.MEAN, Algorithm.PERSISTENCE, Algorithm.XGBOOST);
    Random random = new Random(5);
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 3);
    for (int row = 0; row < 1000; row++) {
      double fee = 5 + row % 20;
      double label = fee + 0.3 * random.nextGaussian();
      sums.add(CustomerBootstrap.hash("c" + row), label, new double[] {14.5, fee, fee});
    }
    Judgement judgement =
        Judge.judge(candidates, PanelErrors.of(BOOTSTRAP, 3, Map.of(AS_OF, sums)));
    assertThat(judgement.verdict()).isEqualTo(Verdict.SKILL);
    assertThat(judgement.reason())
        .contains("Purchases are very regular: persistence explains 0.99");
  }

  @Test
  void never_chooses_zero_even_if_zero_is_best() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 3);
    for (int row = 0; row < 100; row++) {
      sums.add(CustomerBootstrap.hash("c" + row), row % 50 == 0 ? 1 : 0, new double[] {0, 5, 9});
    }
    Judgement judgement =
        Judge.judge(CANDIDATES, PanelErrors.of(BOOTSTRAP, 3, Map.of(AS_OF, sums)));
    assertThat(judgement.bestBaseline()).isEqualTo(Algorithm.ZERO);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.MEAN);
  }

  @Test
  void of_equally_good_candidates_the_simplest_is_chosen() {
    assertThat(judged(1, signal -> 10).chosen()).isEqualTo(Algorithm.MEAN);
  }

  @Test
  void a_rule_that_tells_customers_apart_has_skill_and_what_learning_adds_is_said_beside() {
    List<Algorithm> candidates = List.of(Algorithm.MEAN, Algorithm.RATE_SEASON, Algorithm.XGBOOST);
    Random random = new Random(11);
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 3);
    for (int row = 0; row < 2000; row++) {
      double signal = random.nextGaussian();
      double label = 10 + signal + random.nextGaussian();
      double[] predictions = {10, 10 + signal, 10 + 0.98 * signal};
      sums.add(CustomerBootstrap.hash("c" + row), label, predictions);
    }
    Judgement judgement =
        Judge.judge(candidates, PanelErrors.of(BOOTSTRAP, 3, Map.of(AS_OF, sums)));
    assertThat(judgement.verdict()).isEqualTo(Verdict.SKILL);
    assertThat(judgement.bestBaseline()).isEqualTo(Algorithm.MEAN);
    assertThat(judgement.chosen()).isEqualTo(Algorithm.RATE_SEASON);
    assertThat(judgement.reason())
        .startsWith("rate-season against mean: MSE skill 0.")
        .contains(" xgboost against rate-season: MSE skill ");
  }

  @Test
  void needs_a_baseline_that_may_be_chosen() {
    ErrorSums sums = new ErrorSums(BOOTSTRAP, 1);
    assertThatThrownBy(
            () ->
                Judge.judge(
                    List.of(Algorithm.ZERO), PanelErrors.of(BOOTSTRAP, 1, Map.of(AS_OF, sums))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
