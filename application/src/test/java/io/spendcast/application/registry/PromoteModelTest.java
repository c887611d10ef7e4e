package io.spendcast.application.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.evaluation.Evaluator;
import io.spendcast.domain.evaluation.loss.CustomerBootstrap;
import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.testkit.InMemoryModelRegistry;
import io.spendcast.testkit.InMemoryRunJournal;
import io.spendcast.testkit.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromoteModelTest {
  private static final ModelName MODEL = new ModelName("shop_customer_spend_model");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2003-01-02T10:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;
  private final InMemoryModelRegistry registry = new InMemoryModelRegistry(CLOCK);
  private final Evaluator evaluator = mock(Evaluator.class);

  private PromoteModel through(ModelRegistry through) {
    return new PromoteModel(
        through,
        new InMemoryRunJournal(),
        evaluator,
        new RegistrySettings(MODEL, RegistrySettings.Promotion.MANUAL, PromotionPolicy.DEFAULT),
        new CustomerBootstrap(100, 7),
        new Decisions(CLOCK, "ann"));
  }

  private PromoteModel.Result promote(int number, Stage to) {
    return through(registry).promote(PromotionRequest.of(number, to));
  }

  private PromoteModel.Result force(int number, Stage to) {
    return through(registry)
        .promote(new PromotionRequest(number, to, Optional.of("it is retired")));
  }

  private void register(String release) {
    registry.register(
        new ModelRegistration(
            MODEL,
            release,
            "run",
            ModelFiles.booster(directory.resolve(release), release),
            Map.of()));
  }

  private void inProduction(String release) {
    register(release);
    registry.move(new StageMove(MODEL, 1, Stage.PRODUCTION, Optional.empty(), Map.of()));
  }

  private Stage stage(int number) {
    return registry.find(MODEL).orElseThrow().require(number).stage();
  }

  @Test
  void a_move_below_production_is_not_judged_and_says_who_decided() {
    register("first");
    PromoteModel.Result moved = promote(1, Stage.STAGING);
    assertThat(moved.obstacles()).isEmpty();
    assertThat(moved.version().stage()).isEqualTo(Stage.STAGING);
    assertThat(moved.version().card().decisions())
        .containsExactly("2003-01-02T10:00:00Z ann: moved to Staging");
    verifyNoInteractions(evaluator);
  }

  @Test
  void production_is_not_emptied_unless_somebody_says_why() {
    inProduction("first");
    assertThat(promote(1, Stage.ARCHIVED).obstacles())
        .containsExactly("no version would be in Production, and none was there before");
    assertThat(stage(1)).isEqualTo(Stage.PRODUCTION);
    assertThat(force(1, Stage.ARCHIVED).obstacles()).isEmpty();
    assertThat(stage(1)).isEqualTo(Stage.ARCHIVED);
    assertThat(registry.find(MODEL).orElseThrow().require(1).card().decisions())
        .containsExactly("2003-01-02T10:00:00Z ann: moved to Archived, because it is retired");
  }

  @Test
  void a_version_without_its_evidence_and_its_run_cannot_be_judged_even_by_force() {
    register("first");
    String why =
        "Cannot judge version 1 of %s: the run that trained it is not in this lake."
            .formatted(MODEL);
    PromotionRequest forced =
        new PromotionRequest(1, Stage.PRODUCTION, Optional.of("it must serve"));
    assertFails(registry, PromotionRequest.of(1, Stage.PRODUCTION), Kind.NOT_FOUND, why);
    assertFails(registry, forced, Kind.NOT_FOUND, why);
    assertThat(stage(1)).isEqualTo(Stage.NONE);
  }

  @Test
  void a_model_or_a_version_that_is_not_there_is_not_found() {
    PromotionRequest seventh = PromotionRequest.of(7, Stage.STAGING);
    assertFails(registry, seventh, Kind.NOT_FOUND, "Cannot find a registered model named " + MODEL);
    register("first");
    assertFails(registry, seventh, Kind.NOT_FOUND, "Cannot find version 7 of " + MODEL);
  }

  @Test
  void a_stage_that_changes_hands_meanwhile_stays_with_its_new_holder() {
    register("first");
    register("second");
    ModelRegistry late = mock(ModelRegistry.class);
    when(late.find(MODEL)).thenReturn(registry.find(MODEL));
    when(late.move(any())).thenAnswer(call -> registry.move(call.getArgument(0)));
    promote(2, Stage.STAGING);
    assertFails(late, PromotionRequest.of(1, Stage.STAGING), Kind.CONFLICT, "Cannot ");
    assertThat(stage(2)).isEqualTo(Stage.STAGING);
    assertThat(stage(1)).isEqualTo(Stage.NONE);
  }

  private void assertFails(ModelRegistry through, PromotionRequest request, Kind kind, String why) {
    assertThatThrownBy(() -> through(through).promote(request))
        .isInstanceOfSatisfying(SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith(why);
  }
}
