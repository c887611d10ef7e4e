package io.spendcast.domain.card;

import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.evaluation.panel.PredictionIntervals;
import io.spendcast.domain.json.JsonObject;
import io.spendcast.domain.promotion.Findings;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.uncertainty.ForecastSpread;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A {@link ModelCard} as a registry stores it, and what was decided since. Each part stands for
 * itself: versions of earlier releases lack some, and people change tags. A part that nobody can
 * read is refused with {@code INVALID} when it is asked for.
 *
 * @param owner the version in words
 * @param tags of the version
 */
public record StoredCard(String owner, Map<String, String> tags) {
  private static final String HINT = "Delete the tag%s, or register the model again.";

  /** Copies the tags. */
  public StoredCard {
    tags = Map.copyOf(tags);
  }

  private Optional<String> find(TagKey key) {
    return Optional.ofNullable(tags.get(key.key()));
  }

  /** The algorithm's label, for people: a later release may know others. */
  public Optional<String> algorithm() {
    return find(TagKey.ALGORITHM);
  }

  /** The verdict's name, for people. */
  public Optional<String> verdict() {
    return find(TagKey.VERDICT);
  }

  /** The run that trained it. */
  public Optional<RunId> run() {
    return find(TagKey.RUN_ID).map(RunId::new);
  }

  /** The last as-of date that it learned from. */
  public Optional<LocalDate> trainedUntil() {
    return read(TagKey.TRAINED_UNTIL, "last training date", "", LocalDate::parse);
  }

  /** The categories that its features know. */
  public Optional<Vocabulary> vocabulary() {
    return read(TagKey.CATEGORIES, "categories", "", Vocabulary::parse);
  }

  /** The intervals of its forecasts; empty for a version from before there were any. */
  public Optional<PredictionIntervals> intervals() {
    return read(
        TagKey.PREDICTION_INTERVALS,
        "prediction intervals",
        " to predict without them",
        PredictionIntervals::parse);
  }

  /** The spread of its forecasts; empty for a version from before there was any. */
  public Optional<ForecastSpread> spread() {
    return read(
        TagKey.FORECAST_SPREAD,
        "spread of forecasts",
        " to predict without them",
        ForecastSpread::parse);
  }

  /** What the gate needs to know of its training; empty for a version from before it was kept. */
  public Optional<GateEvidence> evidence() {
    return LongTag.read(TagKey.GATE_EVIDENCE, tags)
        .map(text -> parsed(TagKey.GATE_EVIDENCE, "gate evidence", "", text, this::evidence));
  }

  private GateEvidence evidence(String text) {
    JsonObject fields = JsonObject.parse(text);
    return new GateEvidence(
        EvidenceJson.panel(fields),
        new Findings(
            chosen(),
            Verdict.valueOf(verdict().orElse("missing")),
            EvidenceJson.use(fields),
            fields.texts("limits"),
            EvidenceJson.skill(fields),
            SentinelTags.read(tags)));
  }

  private Algorithm chosen() {
    return Stream.of(Algorithm.values())
        .filter(algorithm -> algorithm().equals(Optional.of(algorithm.label())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("algorithm " + algorithm()));
  }

  /** The number of the version that was in Production before; empty if none was. */
  public Optional<Integer> replaced() {
    return find(TagKey.REPLACED_VERSION)
        .filter(number -> number.matches("[0-9]{1,9}"))
        .map(Integer::valueOf);
  }

  /** What was decided about the version, from the first to the last. */
  public List<String> decisions() {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .filter(tag -> tag.getKey().startsWith(TagKey.DECISION.key()))
            .map(Map.Entry::getValue)
            .toList();
  }

  private <T> Optional<T> read(
      TagKey key, String name, String consequence, Function<String, T> parse) {
    return find(key).map(text -> parsed(key, name, consequence, text, parse));
  }

  private <T> T parsed(
      TagKey key, String name, String consequence, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (RuntimeException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot read the %s of %s: its tag %s was changed.".formatted(name, owner, key.key()),
          HINT.formatted(consequence),
          e);
    }
  }
}
