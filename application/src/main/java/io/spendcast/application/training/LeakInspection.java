package io.spendcast.application.training;

import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.evaluation.loss.Interval;
import io.spendcast.domain.evaluation.panel.PanelErrors;
import io.spendcast.domain.leak.LeakProbe;
import io.spendcast.domain.leak.LeakSampler;
import io.spendcast.domain.leak.LeakSentinels;
import io.spendcast.domain.leak.Sentinel;
import io.spendcast.domain.leak.SentinelFinding;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.Trainer;
import io.spendcast.domain.training.TrainingPanel;
import java.util.ArrayList;
import java.util.List;

/** Lets every leak sentinel look at a training. */
public final class LeakInspection {
  /** About how many customers are looked at: enough to find a leak, few enough for seconds. */
  public static final int CUSTOMERS = 2_000;

  /** Skill on shuffled labels by chance alone happens, but hardly so often in a row. */
  private static final int SHUFFLES = 3;

  /** To shuffle the labels of fewer customers proves nothing. */
  private static final int FEWEST_CUSTOMERS = 5;

  private final LeakSampler sampler;
  private final Trainer trainer;
  private final Evaluator evaluator;

  /** Works with these ports. */
  public LeakInspection(LeakSampler sampler, Trainer trainer, Evaluator evaluator) {
    this.sampler = sampler;
    this.trainer = trainer;
    this.evaluator = evaluator;
  }

  /**
   * What they find.
   *
   * @param candidates that could be trained, from the simplest to the richest; the one that learns
   *     most by heart learns from shuffled labels
   */
  public List<SentinelFinding> inspect(
      LeakProbe probe, List<Algorithm> candidates, CustomerBootstrap bootstrap) {
    List<SentinelFinding> findings =
        new ArrayList<>(LeakSentinels.inspect(probe, sampler.draw(probe)));
    findings.add(labelPermutation(probe, memorising(candidates), bootstrap));
    return findings;
  }

  /** Trees grown one upon the other, else the richest. */
  private static Algorithm memorising(List<Algorithm> candidates) {
    return candidates.contains(Algorithm.XGBOOST)
        ? Algorithm.XGBOOST
        : candidates.get(candidates.size() - 1);
  }

  private SentinelFinding labelPermutation(
      LeakProbe probe, Algorithm learner, CustomerBootstrap bootstrap) {
    PanelErrors errors = shuffled(probe, learner, bootstrap, 1);
    Interval skill = errors.skillWithinDates(0, 1);
    if (!skill.hasBounds() || errors.customers() < FEWEST_CUSTOMERS) {
      return SentinelFinding.clean(
          Sentinel.LABEL_PERMUTATION,
          "%s customers are too few to decide".formatted(errors.customers()));
    }
    for (int shuffle = 2; skill.low() > 0 && shuffle <= SHUFFLES; shuffle++) {
      skill = shuffled(probe, learner, bootstrap, shuffle).skillWithinDates(0, 1);
    }
    String found = "%s has MSE skill %s on shuffled labels".formatted(learner.label(), skill);
    return skill.low() > 0
        ? SentinelFinding.suspect(
            Sentinel.LABEL_PERMUTATION, found + ", so it knew the rows it was judged on")
        : SentinelFinding.clean(Sentinel.LABEL_PERMUTATION, found);
  }

  /** Labels stay within their date, and so does its season, which a learner may know. */
  private PanelErrors shuffled(
      LeakProbe probe, Algorithm learner, CustomerBootstrap bootstrap, int shuffle) {
    long seed = bootstrap.seed() + shuffle;
    TrainingPanel panel = sampler.shuffled(probe, seed);
    List<ModelArtifact> models =
        List.of(fit(panel, learner, seed), fit(panel, Algorithm.MEAN, seed));
    return evaluator.evaluate(panel, models, bootstrap);
  }

  private ModelArtifact fit(TrainingPanel panel, Algorithm algorithm, long seed) {
    return trainer.train(panel, algorithm, Hyperparameters.NONE, seed).artifact();
  }
}
