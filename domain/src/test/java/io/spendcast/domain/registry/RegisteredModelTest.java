package io.spendcast.domain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegisteredModelTest {
  private static final ModelName NAME = new ModelName("shop_model");

  private static RegisteredModel model(Stage... stages) {
    return new RegisteredModel(
        NAME,
        Stream.iterate(0, i -> i < stages.length, i -> i + 1)
            .map(i -> version(i + 1, stages[i]))
            .toList());
  }

  private static ModelVersion version(int number, Stage stage) {
    return new ModelVersion(
        NAME,
        number,
        stage,
        "run",
        new ModelArtifact(
            URI.create("file:///m/"),
            ModelFormat.SPARK_PIPELINE,
            List.of("a"),
            Fingerprint.of("features")),
        Map.of(),
        Instant.EPOCH);
  }

  @Test
  void finds_who_holds_a_stage() {
    RegisteredModel model = model(Stage.ARCHIVED, Stage.PRODUCTION, Stage.ARCHIVED);
    assertThat(model.in(Stage.PRODUCTION).orElseThrow().number()).isEqualTo(2);
    assertThat(model.in(Stage.STAGING)).isEmpty();
    assertThat(model.in(Stage.ARCHIVED)).isPresent();
  }

  @ParameterizedTest
  @EnumSource(
      value = Stage.class,
      names = {"STAGING", "PRODUCTION"})
  void does_not_choose_between_two_in_an_exclusive_stage(Stage stage) {
    SpendcastException refused =
        catchThrowableOfType(
            SpendcastException.class, () -> model(stage, Stage.NONE, stage).in(stage));
    assertThat(refused.kind()).isEqualTo(Kind.INVALID);
    assertThat(refused.problem()).contains("shop_model", stage.label(), "versions 1 and 3 are");
    assertThat(refused.hint()).contains("spendcast promote");
  }
}
