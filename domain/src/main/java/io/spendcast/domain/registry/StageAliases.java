package io.spendcast.domain.registry;

import io.spendcast.domain.card.TagKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Names that point to one version of a model. Those of the exclusive stages move with the stages;
 * in a registry without stages they stand for them.
 *
 * @param numbers of the versions, by name
 */
public record StageAliases(Map<String, Integer> numbers) {
  /** Points to the version that {@code champion} pointed to before. */
  public static final String PREVIOUS = "previous-champion";

  /** The alias of each exclusive stage. */
  public static final Map<Stage, String> NAMES =
      Map.of(Stage.STAGING, "staging", Stage.PRODUCTION, "champion");

  /** Copies the numbers. */
  public StageAliases {
    numbers = Map.copyOf(numbers);
  }

  /**
   * The stage of a version in a registry that has no stages: that of its alias, else Archived if
   * its tag says so.
   */
  public Stage stage(int number, Map<String, String> tags) {
    boolean wasInUse = Stage.ARCHIVED.label().equals(tags.get(TagKey.STAGE.key()));
    return NAMES.entrySet().stream()
        .filter(name -> isAt(name.getValue(), number))
        .map(Map.Entry::getKey)
        .max(Stage::compareTo)
        .orElse(wasInUse ? Stage.ARCHIVED : Stage.NONE);
  }

  /** The aliases that a change points to another version, that of the stage last. */
  Map<String, Integer> pointedBy(StageChange change) {
    Map<String, Integer> pointed = new LinkedHashMap<>();
    StageMove move = change.move();
    if (move.to() == Stage.PRODUCTION) {
      change.displaced().ifPresent(held -> pointed.put(PREVIOUS, held));
    }
    Optional.ofNullable(NAMES.get(move.to())).ifPresent(name -> pointed.put(name, move.number()));
    pointed.entrySet().removeIf(name -> isAt(name.getKey(), name.getValue()));
    return pointed;
  }

  /** The aliases of other stages, if they point to the version. */
  List<String> removedBy(StageChange change) {
    return NAMES.entrySet().stream()
        .filter(alias -> alias.getKey() != change.move().to())
        .map(Map.Entry::getValue)
        .filter(alias -> isAt(alias, change.move().number()))
        .toList();
  }

  private boolean isAt(String name, int number) {
    return Integer.valueOf(number).equals(numbers.get(name));
  }
}
