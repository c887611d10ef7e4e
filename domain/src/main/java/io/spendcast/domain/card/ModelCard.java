package io.spendcast.domain.card;

import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.evaluation.Evaluation;
import io.spendcast.domain.evaluation.Judgement;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.training.Provenance;
import io.spendcast.domain.training.TrainingPanel;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a model version carries from its registration on: where it comes from, what was found, and
 * what forecasts with it need. {@link StoredCard} reads it back from the tags of a version.
 *
 * @param provenance the training it comes from
 * @param featurePlace where the feature table is, in words of the platform
 * @param vocabulary the categories that its features know
 * @param evidence what the gate needs to know of the training
 * @param reason the verdict in words
 * @param choice why this candidate was chosen
 * @param intervals of its forecasts; empty if held-out rows were too few
 * @param spread of its forecasts; empty if held-out rows were too few
 */
public record ModelCard(
    Provenance provenance,
    String featurePlace,
    Vocabulary vocabulary,
    GateEvidence evidence,
    String reason,
    String choice,
    Optional<PredictionIntervals> intervals,
    Optional<ForecastSpread> spread) {
  /** Checks that nothing is missing. */
  public ModelCard {
    Objects.requireNonNull(provenance, "provenance");
    Objects.requireNonNull(featurePlace, "feature place");
    Objects.requireNonNull(vocabulary, "vocabulary");
    Objects.requireNonNull(evidence, "evidence");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(intervals, "intervals");
    Objects.requireNonNull(spread, "spread");
  }

  /** The card of the candidate that a training chose. */
  public static ModelCard of(
      TrainingPanel panel,
      Judgement judgement,
      Provenance provenance,
      String featurePlace,
      Vocabulary vocabulary) {
    Evaluation chosen = judgement.of(judgement.chosen());
    return new ModelCard(
        provenance,
        featurePlace,
        vocabulary,
        GateEvidence.of(panel, judgement),
        judgement.reason(),
        judgement.choice().why(),
        chosen.intervals(),
        chosen.spread());
  }

  /** The card as tags of the version. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>(TrainingTags.of(provenance));
    tags.put(TagKey.FEATURE_TABLE.key(), featurePlace);
    tags.put(TagKey.FEATURE_TABLE_VERSION.key(), Long.toString(provenance.features().version()));
    tags.put(TagKey.CATEGORIES.key(), vocabulary.toString());
    tags.put(TagKey.ALGORITHM.key(), evidence.findings().chosen().label());
    tags.put(TagKey.VERDICT.key(), evidence.findings().verdict().name());
    tags.put(TagKey.VERDICT_REASON.key(), reason);
    tags.put(TagKey.USE.key(), evidence.findings().allowedUse().label());
    tags.put(TagKey.CHOICE.key(), choice);
    intervals.ifPresent(found -> tags.put(TagKey.PREDICTION_INTERVALS.key(), found.asText()));
    spread.ifPresent(found -> tags.put(TagKey.FORECAST_SPREAD.key(), found.asText()));
    tags.putAll(SentinelTags.of(evidence.findings().sentinels()));
    tags.putAll(LongTag.written(TagKey.GATE_EVIDENCE, EvidenceJson.write(evidence)));
    return tags;
  }
}
