package io.spendcast.domain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SearchSpaceTest {
  @ParameterizedTest
  @EnumSource
  void learners_have_something_to_tune_but_baselines_and_averages_have_not(Algorithm algorithm) {
    assertThat(SearchSpace.of(algorithm).isEmpty())
        .isEqualTo(algorithm.isBaseline() || algorithm == Algorithm.AVERAGE);
  }

  @Test
  void the_defaults_are_tried_first_and_then_draws_from_the_grid() {
    SearchSpace space = SearchSpace.of(Algorithm.XGBOOST);
    List<Hyperparameters> drawn = space.draw(50, 7);
    assertThat(drawn).hasSize(50).doesNotHaveDuplicates().startsWith(Hyperparameters.NONE);
    for (SearchSpace.Dimension dimension : space.dimensions()) {
      List<String> values =
          drawn.stream().skip(1).map(one -> one.values().get(dimension.name())).toList();
      assertThat(dimension.grid()).containsAll(values);
      assertThat(values.stream().distinct()).hasSizeGreaterThan(1);
    }
  }

  @Test
  void a_seed_draws_the_same_and_a_longer_search_begins_with_the_shorter() {
    SearchSpace space = SearchSpace.of(Algorithm.GBT);
    assertThat(space.draw(20, 7)).isEqualTo(space.draw(20, 7)).startsWith(six(space, 7));
    assertThat(space.draw(6, 8)).isNotEqualTo(space.draw(6, 7));
  }

  private static Hyperparameters[] six(SearchSpace space, long seed) {
    return space.draw(6, seed).toArray(Hyperparameters[]::new);
  }

  @Test
  void a_logarithmic_grid_has_as_many_values_below_its_middle_as_above() {
    List<Double> grid =
        SearchSpace.Dimension.logarithmic("eta", 0.01, 1).grid().stream()
            .map(Double::parseDouble)
            .toList();
    assertThat(grid).isSorted().startsWith(0.01).endsWith(1.0);
    assertThat(grid.stream().collect(Collectors.partitioningBy(value -> value < 0.1)))
        .satisfies(
            halves -> assertThat(halves.get(true).size()).isEqualTo(halves.get(false).size() - 1));
  }

  @Test
  void all_of_a_grid_is_drawn_and_nothing_else() {
    SearchSpace.Dimension three = SearchSpace.Dimension.whole("max_depth", 2, 4);
    assertThat(List.of(three.at(0), three.at(0.34), three.at(Math.nextDown(1.0))))
        .containsExactly("2", "3", "4");
    assertThatThrownBy(() -> SearchSpace.Dimension.choice("none"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
