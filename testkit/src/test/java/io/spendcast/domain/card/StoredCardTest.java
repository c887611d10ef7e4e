package io.spendcast.domain.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RunId;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.promotion.GateDecision;
import io.spendcast.domain.promotion.GateEvidence;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.testkit.Manifests;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCardTest {
  private static final Vocabulary BOOKS =
      new Vocabulary(List.of("Books, \"new\"", "Music"), 2, AsOfDate.parse("2002-03-31"));

  private static final TrainingOutcome TRAINING =
      Manifests.complete(new RunId("first")).training().orElseThrow();

  private static final ModelCard CARD =
      ModelCard.of(
          TRAINING.panel(), TRAINING.judgement(), TRAINING.provenance(), "lake:/features", BOOKS);

  private static StoredCard stored(Map<String, String> tags) {
    return new StoredCard("shop version 4", tags);
  }

  private static StoredCard without(TagKey key) {
    Map<String, String> tags = new HashMap<>(CARD.tags());
    tags.remove(key.key());
    return stored(tags);
  }

  private static StoredCard with(TagKey key, String text) {
    Map<String, String> tags = new HashMap<>(CARD.tags());
    tags.put(key.key(), text);
    return stored(tags);
  }

  @Test
  void what_was_written_is_read_back() {
    StoredCard card = stored(CARD.tags());
    assertThat(card.evidence()).contains(CARD.evidence());
    assertThat(card.vocabulary()).contains(BOOKS);
    assertThat(card.intervals()).isPresent().isEqualTo(CARD.intervals());
    assertThat(card.spread()).isPresent().isEqualTo(CARD.spread());
    assertThat(card.run()).contains(new RunId("first"));
    assertThat(card.trainedUntil()).contains(LocalDate.of(2002, 3, 31));
    assertThat(card.algorithm()).contains("mean");
    assertThat(card.verdict()).contains("NO_SKILL");
  }

  @Test
  void keys_and_texts_are_those_of_the_first_release() {
    assertThat(CARD.tags())
        .containsEntry("spendcast.algorithm", "mean")
        .containsEntry("spendcast.categories", "2 2002-03-31 Books%2C+%22new%22,Music")
        .containsEntry("spendcast.choice", TRAINING.judgement().choice().why())
        .containsEntry("spendcast.code_version", "0.1.0-SNAPSHOT")
        .containsEntry("spendcast.feature_fingerprint", TRAINING.provenance().featureSet().value())
        .containsEntry("spendcast.feature_table", "lake:/features")
        .containsEntry("spendcast.feature_table_version", "12")
        .containsEntry("spendcast.features", "features/tpcds/customer_features@v12")
        .containsEntry("spendcast.forecast_spread", "0.8:1.28:0.05;2.0:0.25:9.5;64.0:0.75:1.5")
        .containsEntry("spendcast.leak.parity", "clean: 2,000 rows are the same")
        .containsEntry("spendcast.leak.population", "SUSPECT: 3 customers are missing")
        .containsEntry("spendcast.leak_sentinels", "1 of 2 clean")
        .containsEntry("spendcast.prediction_intervals", "0.8;0.0:0.0:2.5;16.0:0.25:3.0")
        .containsEntry("spendcast.run_id", "first")
        .containsEntry("spendcast.seed", "-7")
        .containsEntry("spendcast.test_as_ofs", "[2002-09-01]")
        .containsEntry("spendcast.train_as_ofs", "[2002-02-28, 2002-03-31]")
        .containsEntry("spendcast.trained_until", "2002-03-31")
        .containsEntry("spendcast.use", "plan")
        .containsEntry("spendcast.verdict", "NO_SKILL")
        .containsEntry("spendcast.verdict_reason", "mean against mean: MSE skill 0")
        .containsKey("spendcast.gate_evidence")
        .hasSize(22);
  }

  @Test
  void a_long_text_comes_in_parts_that_every_registry_takes() {
    String text = "spend ".repeat(2_000);
    Map<String, String> tags = LongTag.written(TagKey.GATE_EVIDENCE, text);
    assertThat(tags).hasSize(3).containsKey("spendcast.gate_evidence.3");
    assertThat(tags.values()).allSatisfy(part -> assertThat(part.length()).isLessThan(5_000));
    assertThat(LongTag.read(TagKey.GATE_EVIDENCE, tags)).contains(text);
  }

  @Test
  void a_version_of_somebody_else_carries_nothing() {
    StoredCard card = stored(Map.of("owner", "ann"));
    assertThat(card.evidence()).isEmpty();
    assertThat(card.intervals()).isEmpty();
    assertThat(card.vocabulary()).isEmpty();
    assertThat(card.run()).isEmpty();
    assertThat(card.decisions()).isEmpty();
    assertThat(card.replaced()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CATEGORIES",
        "TRAINED_UNTIL",
        "PREDICTION_INTERVALS",
        "FORECAST_SPREAD",
        "GATE_EVIDENCE",
        "ALGORITHM",
        "VERDICT"
      })
  void what_somebody_changed_is_refused_when_it_is_asked_for(TagKey key) {
    StoredCard card = with(key, "changed");
    Function<StoredCard, Optional<?>> part =
        switch (key) {
          case CATEGORIES -> StoredCard::vocabulary;
          case TRAINED_UNTIL -> StoredCard::trainedUntil;
          case PREDICTION_INTERVALS -> StoredCard::intervals;
          case FORECAST_SPREAD -> StoredCard::spread;
          default -> StoredCard::evidence;
        };
    assertThatThrownBy(() -> part.apply(card))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageContaining("of shop version 4: its tag spendcast.");
    assertThat(card.run()).isPresent();
  }

  @Test
  void a_version_without_evidence_has_the_rest() {
    assertThat(without(TagKey.GATE_EVIDENCE).evidence()).isEmpty();
    assertThat(without(TagKey.GATE_EVIDENCE).vocabulary()).contains(BOOKS);
  }

  @Test
  void decisions_come_in_their_order_and_what_was_replaced_is_known() {
    Map<String, String> tags = new HashMap<>();
    for (int number = 12; number > 0; number--) {
      tags.putAll(MoveTags.decision(number, "decision " + number));
    }
    tags.putAll(MoveTags.replaced(3));
    assertThat(stored(tags).decisions()).hasSize(12).startsWith("decision 1", "decision 2");
    assertThat(stored(tags).replaced()).contains(3);
    assertThat(with(TagKey.REPLACED_VERSION, "none").replaced()).isEmpty();
  }

  @Test
  void the_decision_of_the_gate_is_written_with_its_evidence() {
    GateDecision forced =
        new GateDecision(
            List.of("too bad", "too late"),
            Map.of("use", "rank"),
            Optional.of("it must be"),
            Optional.empty());
    assertThat(MoveTags.gate(forced))
        .containsOnly(
            Map.entry("spendcast.gate.decision", "forced"),
            Map.entry("spendcast.gate.reasons", "too bad; too late"),
            Map.entry("spendcast.gate.awaits", "nothing"),
            Map.entry("spendcast.gate.use", "rank"));
    assertThat(MoveTags.rolledBackFrom(2)).containsEntry("spendcast.rolled_back_from", "2");
  }

  @Test
  void the_findings_of_a_judgement_keep_the_use_apart_from_the_suspicion() {
    GateEvidence evidence = CARD.evidence();
    assertThat(evidence.findings().use()).isEqualTo(TRAINING.judgement().choice().use());
    assertThat(evidence.findings().allowedUse()).isEqualTo(TRAINING.judgement().use());
    assertThat(evidence.findings().cleanSentinels()).isEqualTo("1 of 2 clean");
  }
}
