package io.spendcast.domain.registry;

import java.util.Map;
import java.util.Optional;

/**
 * A version's move to another stage.
 *
 * @param name the model
 * @param number the version
 * @param to the new stage; if it is exclusive, its holder moves to Archived
 * @param expectedHolder number of the version that held the stage when the move was decided; empty
 *     if none did; without effect on stages that are not exclusive
 * @param tags evidence written to the version together with the move
 */
public record StageMove(
    ModelName name,
    int number,
    Stage to,
    Optional<Integer> expectedHolder,
    Map<String, String> tags) {
  /** Copies the tags. */
  public StageMove {
    tags = Map.copyOf(tags);
  }
}
