package io.spendcast.domain.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.ErrorSums;
import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChooserTest {
  private static final List<Algorithm> RULES =
      List.of(Algorithm.MEAN, Algorithm.PERSISTENCE, Algorithm.BTYD);

  /** What each candidate forecasts of a customer who is expected to spend so much. */
  private interface Forecasts {
    double[] of(double expected, double meanOfAll, Random random, int date);
  }

  /** Customers at two dates whose spend scatters about what is expected of them. */
  private static ScoredRows shop(int customers, double tail, Forecasts forecasts) {
    Random random = new Random(3);
    double[] expected =
        IntStream.range(0, customers)
            .mapToDouble(i -> StrictMath.exp(2 + tail * random.nextGaussian()))
            .toArray();
    double mean = java.util.Arrays.stream(expected).average().orElseThrow();
    ScoredRows rows = new ScoredRows();
    for (int i = 0; i < customers; i++) {
      for (int date = 0; date < 2; date++) {
        double label = expected[i] * 2 * random.nextDouble();
        rows.row(
            date == 0 ? ScoredRows.FIRST : ScoredRows.SECOND,
            "c" + i,
            label,
            List.of(),
            forecasts.of(expected[i], mean, random, date));
      }
    }
    return rows;
  }

  private static Judgement judged(List<Algorithm> candidates, ScoredRows rows) {
    return Judge.judge(candidates, rows.errors());
  }

  private static Standing standing(Judgement judgement, Algorithm candidate) {
    return judgement.choice().standings().stream()
        .filter(standing -> standing.candidate() == candidate)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_orders_customers_worse_is_not_as_good_though_its_squared_error_cannot_tell() {
    Judgement judgement =
        judged(
            RULES,
            shop(
                3_000,
                1.6,
                (expected, mean, random, date) ->
                    new double[] {
                      mean,
                      random.nextInt(4) == 0 || expected > 300 ? expected : 0.5 * expected * 4 / 3,
                      expected
                    }));
    assertThat(judgement.chosen()).isEqualTo(Algorithm.BTYD);
    assertThat(standing(judgement, Algorithm.PERSISTENCE).worse()).isNotEmpty();
    assertThat(judgement.use()).isEqualTo(Use.RANK_AND_PLAN);
  }

  @Test
  void of_as_good_candidates_the_simplest_that_is_right_in_level_is_chosen() {
    Judgement judgement =
        judged(
            RULES,
            shop(
                400,
                1,
                (expected, mean, random, date) ->
                    new double[] {
                      mean, 0.8 * expected, expected * (0.9 + 0.2 * random.nextDouble())
                    }));
    assertThat(judgement.chosen()).isEqualTo(Algorithm.BTYD);
    assertThat(standing(judgement, Algorithm.PERSISTENCE).whyNot())
        .contains("its total is off by -");
    assertThat(standing(judgement, Algorithm.MEAN).worse()).hasSize(3);
  }

  @Test
  void of_as_good_candidates_none_is_taken_whose_total_is_further_off_at_the_last_dates() {
    Judgement judgement =
        judged(
            RULES,
            shop(
                4_000,
                0.5,
                (expected, mean, random, date) ->
                    new double[] {mean, expected * (date == 0 ? 1 : 0.93), expected}));
    assertThat(judgement.chosen()).isEqualTo(Algorithm.BTYD);
    assertThat(standing(judgement, Algorithm.PERSISTENCE).level()).isEmpty();
    assertThat(standing(judgement, Algorithm.PERSISTENCE).whyNot())
        .startsWith("the total of btyd is closer at the last 1 of 2 test dates, by +");
  }

  @Test
  void a_total_that_is_closer_by_chance_alone_does_not_count() {
    Judgement judgement =
        judged(
            RULES,
            shop(
                400,
                1,
                (expected, mean, random, date) ->
                    new double[] {mean, 0.97 * expected, 1.01 * expected}));
    assertThat(judgement.chosen()).isEqualTo(Algorithm.PERSISTENCE);
  }

  @Test
  void where_no_total_is_right_the_best_is_chosen_to_rank_by_and_its_limits_are_said() {
    Judgement judgement =
        judged(
            RULES,
            shop(
                1_500,
                1,
                (expected, mean, random, date) ->
                    new double[] {2 * mean, 3 * expected, 1.3 * expected}));
    assertThat(judgement.chosen()).isEqualTo(Algorithm.BTYD);
    assertThat(judgement.use()).isEqualTo(Use.RANK);
    assertThat(judgement.choice().limits()).first().asString().startsWith("its total is off by +");
  }

  @Test
  void a_right_level_does_not_make_up_for_errors_that_one_number_for_everybody_avoids() {
    Judgement judgement =
        judged(
            List.of(Algorithm.MEAN, Algorithm.PERSISTENCE),
            shop(
                1_500,
                0.3,
                (expected, mean, random, date) ->
                    new double[] {0.75 * mean, random.nextInt(4) == 0 ? 4 * mean : 0}));
    assertThat(standing(judgement, Algorithm.PERSISTENCE).level()).isEmpty();
    assertThat(judgement.chosen()).isEqualTo(Algorithm.MEAN);
    assertThat(judgement.choice().limits()).first().asString().startsWith("its total is off by -");
  }

  @Test
  void a_level_that_is_still_right_but_drifts_far_off_is_seen() {
    Judgement judgement =
        judged(
            List.of(Algorithm.MEAN, Algorithm.BTYD),
            shop(
                4_000,
                0.5,
                (expected, mean, random, date) ->
                    new double[] {mean, expected * (date == 0 ? 1.12 : 0.91)}));
    assertThat(standing(judgement, Algorithm.BTYD).level())
        .singleElement()
        .asString()
        .startsWith("its total drifts, by date +1")
        .contains("when the forecast is due");
    assertThat(standing(judgement, Algorithm.MEAN).level()).isEmpty();
  }

  @Test
  void a_level_that_drifts_is_seen_though_the_dates_make_up_for_one_another() {
    Judgement judgement =
        judged(
            List.of(Algorithm.MEAN, Algorithm.BTYD),
            shop(
                1_500,
                1,
                (expected, mean, random, date) ->
                    new double[] {mean, expected * (date == 0 ? 1.3 : 0.7)}));
    assertThat(standing(judgement, Algorithm.BTYD).level())
        .singleElement()
        .asString()
        .contains("the last 1 of 2 test dates is off by -3", "by date +3");
  }

  @Test
  void who_tells_nobody_apart_and_has_no_right_total_is_of_no_use() {
    Judgement judgement =
        judged(
            List.of(Algorithm.MEAN),
            shop(1_500, 1, (expected, mean, random, date) -> new double[] {2 * mean}));
    assertThat(judgement.use()).isEqualTo(Use.NOTHING);
  }

  @Test
  void a_total_to_plan_with_needs_nobody_told_apart() {
    Judgement judgement =
        judged(
            List.of(Algorithm.MEAN),
            shop(1_500, 1, (expected, mean, random, date) -> new double[] {mean}));
    assertThat(judgement.use()).isEqualTo(Use.PLAN);
  }

  @Test
  void nothing_spent_is_said_in_words() {
    ScoredRows rows = new ScoredRows();
    IntStream.range(0, 100).forEach(i -> rows.row(0, 1, i));
    Judgement judgement = judged(List.of(Algorithm.MEAN, Algorithm.PERSISTENCE), rows);
    assertThat(judgement.verdict()).isEqualTo(Verdict.NO_SKILL);
    assertThat(judgement.reason()).startsWith("Nothing was spent in the test windows");
    assertThat(judgement.use()).isEqualTo(Use.NOTHING);
    assertNoNumberThatIsNone(judgement);
  }

  @Test
  void a_rule_that_is_exact_already_is_said_in_words() {
    ScoredRows rows = new ScoredRows();
    IntStream.range(0, 100).forEach(i -> rows.row(10, 10, 10));
    Judgement judgement = judged(List.of(Algorithm.MEAN, Algorithm.PERSISTENCE), rows);
    assertThat(judgement.verdict()).isEqualTo(Verdict.NO_SKILL);
    assertThat(judgement.reason()).startsWith("mean is exact already");
    assertThat(judgement.use()).isEqualTo(Use.PLAN);
    assertNoNumberThatIsNone(judgement);
  }

  @Test
  void two_customers_are_too_few_to_tell() {
    ScoredRows rows = new ScoredRows();
    rows.row(10, 5, 9).row(0, 5, 1);
    Judgement judgement = judged(List.of(Algorithm.MEAN, Algorithm.PERSISTENCE), rows);
    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.reason()).contains("2 customers are too few to decide");
    assertNoNumberThatIsNone(judgement);
  }

  @Test
  void one_customer_with_most_of_the_error_decides_nothing() {
    ScoredRows rows = new ScoredRows();
    IntStream.range(0, 500).forEach(i -> rows.row(i % 7, 3, i % 7));
    rows.row(40_000, 83, 20_000);
    Judgement judgement = judged(List.of(Algorithm.MEAN, Algorithm.PERSISTENCE), rows);
    assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(judgement.reason()).contains("one customer decides nothing");
    assertThat(standing(judgement, Algorithm.PERSISTENCE).level())
        .as("chance does not excuse a total that one customer makes")
        .isNotEmpty();
  }

  @Test
  void what_a_rule_of_the_past_reaches_itself_is_regular_and_no_leak() {
    ScoredRows rows = new ScoredRows();
    Random random = new Random(8);
    for (int i = 0; i < 500; i++) {
      double fee = 10 + random.nextInt(90);
      double label = random.nextInt(50) == 0 ? 0 : 3 * fee;
      rows.row(label, 160, 3 * fee, 0.98 * 3 * fee);
    }
    List<Algorithm> candidates = List.of(Algorithm.MEAN, Algorithm.PERSISTENCE, Algorithm.LINEAR);
    assertThat(judged(candidates, rows).verdict()).isEqualTo(Verdict.SKILL);
  }

  @Test
  void a_skill_is_never_above_one() {
    ErrorSums sums = new ErrorSums(ScoredRows.BOOTSTRAP, 2);
    sums.add(CustomerBootstrap.hash("a"), 10, new double[] {10, 5});
    sums.add(CustomerBootstrap.hash("b"), 0, new double[] {1, 5});
    assertThat(sums.skill(0, 1).high()).isLessThanOrEqualTo(1);
    assertThat(sums.apartFromLevel().skill(0, 1).high()).isLessThanOrEqualTo(1);
  }

  private static void assertNoNumberThatIsNone(Judgement judgement) {
    assertThat(judgement.reason() + judgement.choice()).doesNotContain("NaN", "Infinity");
  }
}
