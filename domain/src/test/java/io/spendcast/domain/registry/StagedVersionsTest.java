package io.spendcast.domain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StagedVersionsTest {
  private static final ModelName NAME = new ModelName("shop_model");
  private static final StagedVersions VERSIONS =
      new StagedVersions(
          NAME, Map.of(1, Stage.ARCHIVED, 2, Stage.PRODUCTION, 3, Stage.STAGING, 4, Stage.NONE));
  private static final StageAliases ALIASES =
      new StageAliases(Map.of("champion", 2, "staging", 3, "mine", 1));

  private static StageMove to(Stage stage, int number, Optional<Integer> over) {
    return new StageMove(NAME, number, stage, over, Map.of("b", "2", "a", "1"));
  }

  private static Kind refused(StageMove move) {
    return catchThrowableOfType(SpendcastException.class, () -> VERSIONS.after(move)).kind();
  }

  /** Keeps the steps in their order. */
  private static List<String> steps(StageMove move) {
    List<String> steps = new ArrayList<>();
    VERSIONS
        .after(move)
        .write(
            new StageChange.Steps<RuntimeException>() {
              @Override
              public void tag(int number, String key, String value) {
                steps.add("tag %s %s=%s".formatted(number, key, value));
              }

              @Override
              public void put(StageChange change) {
                steps.add("put");
                change.tag(this);
              }

              @Override
              public void point(String alias, int number) {
                steps.add(alias + "=" + number);
              }

              @Override
              public void remove(String alias) {
                steps.add("remove " + alias);
              }
            },
            ALIASES);
    return steps;
  }

  @Test
  void a_version_takes_a_stage_from_the_expected_holder_which_is_archived() {
    assertThat(VERSIONS.after(to(Stage.PRODUCTION, 4, Optional.of(2))).stages())
        .isEqualTo(Map.of(4, Stage.PRODUCTION, 2, Stage.ARCHIVED));
  }

  @Test
  void a_stage_that_another_version_than_expected_holds_is_not_given_away() {
    assertThat(refused(to(Stage.PRODUCTION, 4, Optional.empty()))).isEqualTo(Kind.CONFLICT);
    assertThat(refused(to(Stage.PRODUCTION, 4, Optional.of(1)))).isEqualTo(Kind.CONFLICT);
    assertThat(refused(to(Stage.STAGING, 4, Optional.of(2)))).isEqualTo(Kind.CONFLICT);
  }

  @Test
  void a_stage_that_the_expected_version_has_lost_is_not_given_away() {
    StagedVersions free = new StagedVersions(NAME, Map.of(1, Stage.ARCHIVED, 2, Stage.NONE));
    SpendcastException refused =
        catchThrowableOfType(
            SpendcastException.class, () -> free.after(to(Stage.PRODUCTION, 2, Optional.of(1))));
    assertThat(refused.problem())
        .isEqualTo(
            "Cannot move version 2 of shop_model to Production: held by none, expected version 1.");
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void a_version_that_is_not_there_goes_nowhere(Stage stage) {
    assertThat(refused(to(stage, 5, Optional.empty()))).isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void a_stage_with_two_holders_is_given_to_no_third() {
    StagedVersions two =
        new StagedVersions(NAME, Map.of(1, Stage.PRODUCTION, 2, Stage.PRODUCTION, 3, Stage.NONE));
    assertThat(
            catchThrowableOfType(
                    SpendcastException.class,
                    () -> two.after(to(Stage.PRODUCTION, 3, Optional.of(1))))
                .kind())
        .isEqualTo(Kind.INVALID);
    assertThat(two.after(to(Stage.ARCHIVED, 1, Optional.empty())).stages())
        .isEqualTo(Map.of(1, Stage.ARCHIVED));
  }

  @Test
  void evidence_is_written_before_the_stage_and_the_alias_of_the_stage_after_it() {
    assertThat(steps(to(Stage.PRODUCTION, 4, Optional.of(2))))
        .containsExactly(
            "tag 4 a=1",
            "tag 4 b=2",
            "put",
            "tag 2 spendcast.stage=Archived",
            "previous-champion=2",
            "champion=4");
  }

  @Test
  void a_version_has_the_alias_of_its_new_stage_before_that_of_the_old_one_goes() {
    assertThat(steps(to(Stage.PRODUCTION, 3, Optional.of(2))))
        .endsWith("previous-champion=2", "champion=3", "remove staging");
  }

  @Test
  void a_version_that_leaves_an_exclusive_stage_loses_its_alias() {
    assertThat(steps(to(Stage.ARCHIVED, 2, Optional.empty())))
        .endsWith("put", "tag 2 spendcast.stage=Archived", "remove champion");
  }

  @Test
  void a_version_that_is_there_already_gets_its_evidence_and_nothing_else() {
    assertThat(steps(to(Stage.PRODUCTION, 2, Optional.empty())))
        .containsExactly("tag 2 a=1", "tag 2 b=2");
  }

  @Test
  void an_alias_rules_over_the_tag_that_a_version_was_in_use() {
    Map<String, String> inUse = Map.of("spendcast.stage", "Archived");
    assertThat(ALIASES.stage(2, inUse)).isEqualTo(Stage.PRODUCTION);
    assertThat(ALIASES.stage(1, inUse)).isEqualTo(Stage.ARCHIVED);
    assertThat(ALIASES.stage(1, Map.of())).isEqualTo(Stage.NONE);
    assertThat(new StageAliases(Map.of("staging", 2, "champion", 2)).stage(2, Map.of()))
        .isEqualTo(Stage.PRODUCTION);
  }
}
