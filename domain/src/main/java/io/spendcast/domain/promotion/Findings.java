package io.spendcast.domain.promotion;

import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.training.Algorithm;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * What a training found about the candidate that it chose, as far as the gate goes by it.
 *
 * @param chosen the candidate
 * @param verdict on the training
 * @param use what its forecast may be used for, if no leak is suspected
 * @param limits what speaks against it, in words
 * @param skill its MSE skill against the best baseline
 * @param sentinels what the leak sentinels found
 */
public record Findings(
    Algorithm chosen,
    Verdict verdict,
    Use use,
    List<String> limits,
    Interval skill,
    List<SentinelFinding> sentinels) {
  /** Copies the lists; sentinels come in their order. */
  public Findings {
    Objects.requireNonNull(chosen, "chosen");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(skill, "skill");
    limits = List.copyOf(limits);
    sentinels = sentinels.stream().sorted(Comparator.comparing(SentinelFinding::sentinel)).toList();
  }

  /** The findings of a judgement. */
  public static Findings of(Judgement judgement) {
    return new Findings(
        judgement.chosen(),
        judgement.verdict(),
        judgement.choice().use(),
        judgement.choice().limits(),
        judgement.of(judgement.chosen()).skill(),
        judgement.sentinels());
  }

  /** What its forecast may be used for: nothing, if a leak is suspected. */
  public Use allowedUse() {
    return use.under(verdict);
  }

  /** The sentinels that found something. */
  public List<SentinelFinding> failing() {
    return sentinels.stream().filter(finding -> !finding.passed()).toList();
  }

  /** How many sentinels found nothing, such as {@code 6 of 6 clean}. */
  public String cleanSentinels() {
    return "%s of %s clean".formatted(sentinels.size() - failing().size(), sentinels.size());
  }
}
