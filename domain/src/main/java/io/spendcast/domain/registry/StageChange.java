package io.spendcast.domain.registry;

import io.spendcast.domain.card.TagKey;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a move changes, once it is decided.
 *
 * @param move the move
 * @param stages the new stages of the moved version and of the one that it displaces; empty if the
 *     version is where it is to go, so that only tags and aliases are written
 */
public record StageChange(StageMove move, Map<Integer, Stage> stages) {
  /** Copies the stages. */
  public StageChange {
    stages = Map.copyOf(stages);
  }

  /** The version that held the new stage and is archived. */
  public Optional<Integer> displaced() {
    return stages.keySet().stream().filter(number -> number != move.number()).findFirst();
  }

  /**
   * Writes the change, step by step. Where each step is seen at once, a change that is cut off
   * between two is completed when the same move is sent again: the evidence comes before the stage,
   * and the alias of the new stage before that of the old one goes.
   *
   * @param aliases as they are before the change
   */
  public <X extends Exception> void write(Steps<X> steps, StageAliases aliases) throws X {
    for (Map.Entry<String, String> tag : new TreeMap<>(move.tags()).entrySet()) {
      steps.tag(move.number(), tag.getKey(), tag.getValue());
    }
    if (!stages.isEmpty()) {
      steps.put(this);
    }
    for (Map.Entry<String, Integer> alias : aliases.pointedBy(this).entrySet()) {
      steps.point(alias.getKey(), alias.getValue());
    }
    for (String alias : aliases.removedBy(this)) {
      steps.remove(alias);
    }
  }

  /** Writes the tags that stand for stages which no alias names. */
  public <X extends Exception> void tag(Steps<X> steps) throws X {
    for (Map.Entry<Integer, Stage> changed : stages.entrySet()) {
      if (!changed.getValue().isExclusive()) {
        steps.tag(changed.getKey(), TagKey.STAGE.key(), changed.getValue().label());
      }
    }
  }

  /**
   * What a registry writes of a change; each step may be repeated.
   *
   * @param <X> its failures
   */
  public interface Steps<X extends Exception> {
    /** Sets a tag of a version. */
    void tag(int number, String key, String value) throws X;

    /** Puts versions into their new stages. */
    void put(StageChange change) throws X;

    /** Points an alias to a version. */
    void point(String alias, int number) throws X;

    /** Removes an alias. */
    void remove(String alias) throws X;
  }
}
