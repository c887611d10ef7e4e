package io.spendcast.application.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.card.MoveTags;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelRegistration;
import io.spendcast.domain.registry.ModelRegistry;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import io.spendcast.domain.registry.StageMove;
import io.spendcast.testkit.InMemoryModelRegistry;
import io.spendcast.testkit.ModelFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollBackModelTest {
  private static final ModelName MODEL = new ModelName("shop_customer_spend_model");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2003-01-02T10:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;
  private final InMemoryModelRegistry registry = new InMemoryModelRegistry(CLOCK);

  private RollBackModel.Result rollBack(ModelRegistry through) {
    return new RollBackModel(through, MODEL, new Decisions(CLOCK, "ann")).rollBack();
  }

  private int register() {
    String release =
        "release " + registry.find(MODEL).map(model -> model.versions().size()).orElse(0);
    return registry
        .register(
            new ModelRegistration(
                MODEL,
                release,
                "run",
                ModelFiles.booster(directory.resolve(release), release),
                Map.of()))
        .number();
  }

  /** Registers a version and gives it Production, as the gate does. */
  private int promoteNext() {
    int number = register();
    Optional<Integer> holder = inProduction();
    Map<String, String> tags = holder.map(MoveTags::replaced).orElse(Map.of());
    registry.move(new StageMove(MODEL, number, Stage.PRODUCTION, holder, tags));
    return number;
  }

  private Optional<Integer> inProduction() {
    return registry
        .find(MODEL)
        .flatMap(model -> model.in(Stage.PRODUCTION))
        .map(ModelVersion::number);
  }

  @Test
  void production_goes_back_version_by_version_until_the_first() {
    int first = promoteNext();
    int second = promoteNext();
    int third = promoteNext();
    RollBackModel.Result result = rollBack(registry);
    assertThat(result.restored().number()).isEqualTo(second);
    assertThat(result.archived()).isEqualTo(third);
    assertThat(rollBack(registry).restored().number()).isEqualTo(first);
    assertThat(inProduction()).hasValue(first);
    assertNothing("version 1 replaced none");
    assertThat(inProduction()).hasValue(first);
  }

  @Test
  void the_restored_version_says_who_took_production_back_and_from_which() {
    promoteNext();
    promoteNext();
    assertThat(rollBack(registry).restored().card().decisions())
        .isEqualTo(List.of("2003-01-02T10:00:00Z ann: rolled back to Production from version 2"));
  }

  @Test
  void without_a_version_in_production_there_is_nothing_to_roll_back() {
    assertFails(registry, Kind.NOT_FOUND, "Cannot find a registered model named " + MODEL);
    register();
    assertNothing("no version is in Production");
  }

  private void assertNothing(String why) {
    assertFails(registry, Kind.NOT_FOUND, "Cannot roll back %s: %s.".formatted(MODEL, why));
  }

  private void assertFails(ModelRegistry through, Kind kind, String why) {
    assertThatThrownBy(() -> rollBack(through))
        .isInstanceOfSatisfying(SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageStartingWith(why);
  }

  @Test
  void production_that_changes_hands_meanwhile_stays_with_its_new_holder() {
    promoteNext();
    promoteNext();
    ModelRegistry late = mock(ModelRegistry.class);
    when(late.find(MODEL)).thenReturn(registry.find(MODEL));
    when(late.move(any())).thenAnswer(call -> registry.move(call.getArgument(0)));
    int newest = promoteNext();
    assertFails(late, Kind.CONFLICT, "Cannot ");
    assertThat(inProduction()).hasValue(newest);
  }
}
