package io.spendcast.application.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.application.InMemoryWorld;
import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.category.Vocabulary;
import io.spendcast.domain.evaluation.Use;
import io.spendcast.domain.evaluation.Verdict;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.workflow.Registration;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.TrainingOutcome;
import io.spendcast.testkit.InMemoryEvaluator;
import io.spendcast.testkit.InMemoryModelRegistry;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.InMemoryTableCatalog;
import io.spendcast.testkit.Manifests;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterModelTest {
  private static final ModelName MODEL = new ModelName("shop_customer_spend_model");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2003-01-02T10:00:00Z"), ZoneOffset.UTC);
  private static final Vocabulary VOCABULARY =
      new Vocabulary(List.of("Books"), 1, AsOfDate.parse("2002-01-01"));

  @TempDir private static Path directory;
  private static InMemoryWorld world;
  private static TrainingOutcome trained;

  private final InMemoryModelRegistry registry = new InMemoryModelRegistry(CLOCK);

  @BeforeAll
  static void train_once() {
    world = new InMemoryWorld(directory);
    trained = world.run(Task.INGEST, Task.FEATURES, Task.TRAIN).manifest().training().orElseThrow();
  }

  private static RegistrySettings settings(RegistrySettings.Promotion promotion) {
    return new RegistrySettings(MODEL, promotion, new PromotionPolicy(0.25, 0.01, 180));
  }

  private PromoteModel promote(RegistrySettings settings) {
    return new PromoteModel(
        registry,
        new InMemoryRunJournal(),
        new InMemoryEvaluator(world.lake),
        settings,
        world.training.bootstrap(),
        new Decisions(CLOCK, "ann"));
  }

  private RegisterModel by(RegistrySettings.Promotion promotion) {
    RegistrySettings settings = settings(promotion);
    return new RegisterModel(
        registry, promote(settings), new InMemoryTableCatalog(world.lake), settings);
  }

  private Registration register(RegistrySettings.Promotion promotion, TrainingOutcome outcome) {
    return by(promotion).register(outcome, VOCABULARY).registration();
  }

  @Test
  void a_model_that_passes_the_gate_goes_to_production_with_its_card() {
    Registration made = register(RegistrySettings.Promotion.GATED, trained);
    assertThat(made.refusals()).isEmpty();
    assertThat(made.version().stage()).isEqualTo(Stage.PRODUCTION);
    assertThat(made.version().artifact()).isEqualTo(trained.chosen().model().orElseThrow());
    assertThat(made.version().card().decisions())
        .hasSize(2)
        .first()
        .isEqualTo("2003-01-02T10:00:00Z ann: moved to Staging");
    assertThat(made.version().card().run()).hasValue(trained.provenance().run());
  }

  @Test
  void a_model_that_a_person_promotes_stays_in_staging_and_is_not_judged() {
    Registration made = register(RegistrySettings.Promotion.MANUAL, trained);
    assertThat(made.version().stage()).isEqualTo(Stage.STAGING);
    assertThat(made.refusals()).isEmpty();
    assertThat(made.version().card().decisions()).hasSize(1);
  }

  @Test
  void a_model_that_the_gate_refuses_stays_in_staging_and_why_is_said() {
    TrainingOutcome useless = Manifests.judged(trained, Verdict.NO_SKILL, Use.NOTHING);
    Registration made = register(RegistrySettings.Promotion.GATED, useless);
    assertThat(made.refusals()).isNotEmpty();
    assertThat(made.version().stage()).isEqualTo(Stage.STAGING);
    assertThat(registry.find(MODEL).orElseThrow().in(Stage.PRODUCTION)).isEmpty();
  }

  @Test
  void registering_again_gives_the_same_version_and_judges_it_no_more() {
    ModelVersion first = register(RegistrySettings.Promotion.GATED, trained).version();
    assertThat(register(RegistrySettings.Promotion.GATED, trained).version()).isEqualTo(first);
    assertThat(registry.find(MODEL).orElseThrow().versions()).hasSize(1);
  }

  @Test
  void what_was_registered_before_is_found_as_it_is_now() {
    Registration before = register(RegistrySettings.Promotion.MANUAL, trained);
    promote(settings(RegistrySettings.Promotion.MANUAL))
        .promote(new PromotionRequest(1, Stage.ARCHIVED, Optional.of("it is retired")));
    Registration now = by(RegistrySettings.Promotion.MANUAL).find(before).registration();
    assertThat(before.version().stage()).isEqualTo(Stage.STAGING);
    assertThat(now.version().stage()).isEqualTo(Stage.ARCHIVED);
  }

  @Test
  void a_refusal_is_forgotten_once_the_version_is_in_production() {
    Registration refused =
        register(
            RegistrySettings.Promotion.GATED,
            Manifests.judged(trained, Verdict.NO_SKILL, Use.NOTHING));
    RegisterModel register = by(RegistrySettings.Promotion.GATED);
    assertThat(register.find(refused).registration()).isEqualTo(refused);
    promote(settings(RegistrySettings.Promotion.GATED))
        .promote(new PromotionRequest(1, Stage.PRODUCTION, Optional.of("it is the only one")));
    assertThat(register.find(refused).registration().refusals()).isEmpty();
  }

  @Test
  void the_inputs_change_with_the_settings() {
    RegisterModel gated = by(RegistrySettings.Promotion.GATED);
    assertThat(by(RegistrySettings.Promotion.GATED).inputs(trained))
        .isEqualTo(gated.inputs(trained));
    assertThat(by(RegistrySettings.Promotion.MANUAL).inputs(trained))
        .isNotEqualTo(gated.inputs(trained));
  }
}
