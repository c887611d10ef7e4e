package io.spendcast.adapters.spark.training.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.training.SparkTrainer;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import io.spendcast.domain.training.SearchSpace;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SettingsTest {
  private static Settings gbt(String name, String value) {
    return Settings.merge(
        Algorithm.GBT, new GbtLearner().defaults(), new Hyperparameters(Map.of(name, value)));
  }

  @Test
  void what_is_given_wins_over_the_defaults() {
    assertThat(gbt("max_depth", "9").integer("max_depth")).isEqualTo(9);
    assertThat(gbt("max_depth", "9").integer("max_iter")).isEqualTo(20);
  }

  @Test
  void an_unknown_name_is_refused_with_the_nearest_known_one() {
    assertThatThrownBy(() -> gbt("max_dept", "9"))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("gbt: it has no hyperparameter max_dept")
        .hasMessageContaining("Did you mean max_depth?");
  }

  @Test
  void a_value_that_is_no_number_is_refused() {
    assertThatThrownBy(() -> gbt("max_depth", "deep").integer("max_depth"))
        .isInstanceOf(SpendcastException.class)
        .hasMessageContaining("max_depth must be a whole number, not \"deep\"");
  }

  @ParameterizedTest
  @EnumSource
  void a_search_tries_what_the_learner_knows(Algorithm algorithm) {
    assertThat(SparkTrainer.learner(algorithm).defaults().keySet())
        .containsAll(
            SearchSpace.of(algorithm).dimensions().stream()
                .map(SearchSpace.Dimension::name)
                .toList());
  }
}
