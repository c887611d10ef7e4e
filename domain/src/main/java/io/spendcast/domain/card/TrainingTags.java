package io.spendcast.domain.card;

import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.PanelPlan;
import io.spendcast.domain.training.Provenance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tags of the runs that a training leaves in the tracker. */
public final class TrainingTags {
  private TrainingTags() {}

  /** Where a run comes from. */
  static Map<String, String> of(Provenance provenance) {
    Map<String, String> tags = new TreeMap<>();
    List<?> train = provenance.plan().train();
    tags.put(TagKey.RUN_ID.key(), provenance.run().value());
    tags.put(TagKey.FEATURES.key(), provenance.features().toString());
    tags.put(TagKey.FEATURE_FINGERPRINT.key(), provenance.featureSet().value());
    tags.put(TagKey.TRAIN_AS_OFS.key(), train.toString());
    tags.put(TagKey.TRAINED_UNTIL.key(), train.get(train.size() - 1).toString());
    tags.put(TagKey.TEST_AS_OFS.key(), provenance.plan().test().toString());
    tags.put(TagKey.SEED.key(), Long.toString(provenance.seed()));
    tags.put(TagKey.CODE_VERSION.key(), provenance.code());
    return tags;
  }

  /** Of the run of the whole training. */
  public static Map<String, String> ofTraining(Provenance provenance, Judgement judgement) {
    Map<String, String> tags = of(provenance);
    tags.put(TagKey.VERDICT.key(), judgement.verdict().name());
    tags.put(TagKey.BEST_BASELINE.key(), judgement.bestBaseline().label());
    tags.put(TagKey.CHOSEN.key(), judgement.chosen().label());
    tags.put(TagKey.USE.key(), judgement.use().label());
    tags.put(TagKey.CHOICE.key(), judgement.choice().why());
    tags.putAll(SentinelTags.of(judgement.sentinels()));
    return tags;
  }

  /** Of the run of one candidate. */
  public static Map<String, String> ofCandidate(
      Provenance provenance, Judgement judgement, Algorithm candidate) {
    Evaluation evaluation = judgement.of(candidate);
    Map<String, String> tags = of(provenance);
    tags.put(TagKey.ALGORITHM.key(), candidate.label());
    tags.put(TagKey.CHOSEN.key(), Boolean.toString(candidate == judgement.chosen()));
    evaluation
        .intervals()
        .ifPresent(found -> tags.put(TagKey.PREDICTION_INTERVALS.key(), found.asText()));
    evaluation.spread().ifPresent(found -> tags.put(TagKey.FORECAST_SPREAD.key(), found.asText()));
    return tags;
  }

  /** Of the run of one trial of settings, on a panel of its own. */
  public static Map<String, String> ofTrial(
      Provenance provenance, Algorithm candidate, int number, PanelPlan plan) {
    Map<String, String> tags = of(provenance);
    tags.put(TagKey.ALGORITHM.key(), candidate.label());
    tags.put(TagKey.TRIAL.key(), Integer.toString(number));
    tags.put(TagKey.TRAIN_AS_OFS.key(), plan.train().toString());
    tags.put(TagKey.TEST_AS_OFS.key(), plan.test().toString());
    return tags;
  }
}
