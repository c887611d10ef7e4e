package io.spendcast.application.registry;

import io.spendcast.domain.registry.Stage;
import java.util.Optional;

/**
 * A move that somebody asks for.
 *
 * @param number the version
 * @param to where to
 * @param forcedBecause why it is to happen whatever the gate says; empty to heed the gate
 */
public record PromotionRequest(int number, Stage to, Optional<String> forcedBecause) {
  /** Checks that a reason says something. */
  public PromotionRequest {
    if (forcedBecause.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("a forced promotion needs a reason");
    }
  }

  /** A move that heeds the gate. */
  public static PromotionRequest of(int number, Stage to) {
    return new PromotionRequest(number, to, Optional.empty());
  }
}
