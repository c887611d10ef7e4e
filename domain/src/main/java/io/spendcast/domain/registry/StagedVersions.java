package io.spendcast.domain.registry;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The stage of each version of a model. It decides what a move changes, for every registry alike.
 *
 * @param name the model, as messages name it
 * @param stages by the numbers of the versions
 */
public record StagedVersions(ModelName name, Map<Integer, Stage> stages) {
  /** Copies the stages. */
  public StagedVersions {
    stages = Map.copyOf(stages);
  }

  /**
   * The version that holds an exclusive stage; of another stage, one of those that are in it.
   *
   * @throws SpendcastException {@code INVALID} if several hold an exclusive one, as a registry lets
   *     its users make them
   */
  public Optional<Integer> holder(Stage stage) {
    List<Integer> holders =
        new TreeMap<>(stages)
            .entrySet().stream()
                .filter(version -> version.getValue() == stage)
                .map(Map.Entry::getKey)
                .toList();
    if (stage.isExclusive() && holders.size() > 1) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot know which version of %s is in %s: versions %s are."
              .formatted(
                  name,
                  stage.label(),
                  holders.stream().map(String::valueOf).collect(Collectors.joining(" and "))),
          "Leave one of them there: `spendcast promote VERSION --to archived --force --reason"
              + " \"WHY\"` takes one out.");
    }
    return holders.stream().findFirst();
  }

  /**
   * What a move changes.
   *
   * @throws SpendcastException {@code NOT_FOUND} if there is no such version; {@code CONFLICT} if
   *     an exclusive stage is held by another version than expected
   */
  public StageChange after(StageMove move) {
    if (!stages.containsKey(move.number())) {
      throw unknown(name, move.number());
    }
    if (stages.get(move.number()) == move.to()) {
      return new StageChange(move, Map.of());
    }
    Optional<Integer> holder = move.to().isExclusive() ? holder(move.to()) : Optional.empty();
    if (move.to().isExclusive() && !holder.equals(move.expectedHolder())) {
      throw conflict(
          move, "held by %s, expected %s".formatted(of(holder), of(move.expectedHolder())));
    }
    Map<Integer, Stage> changed = new TreeMap<>(Map.of(move.number(), move.to()));
    holder.ifPresent(displaced -> changed.put(displaced, Stage.ARCHIVED));
    return new StageChange(move, changed);
  }

  private static String of(Optional<Integer> holder) {
    return holder.map(number -> "version " + number).orElse("none");
  }

  /** The failure of a move that somebody else came before. */
  public SpendcastException conflict(StageMove move, String why) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot move version %s of %s to %s: %s."
            .formatted(move.number(), name, move.to().label(), why),
        "Look at the versions with the command models, then decide again.");
  }

  /** The failure to find a version. */
  public static SpendcastException unknown(ModelName name, int number) {
    return new SpendcastException(
        Kind.NOT_FOUND,
        "Cannot find version %s of %s.".formatted(number, name),
        "Register a version first, or name one that the command models shows.");
  }
}
