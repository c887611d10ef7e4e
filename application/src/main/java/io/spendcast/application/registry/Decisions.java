package io.spendcast.application.registry;

import io.spendcast.domain.card.MoveTags;
import io.spendcast.domain.registry.ModelVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * What was decided about a version, when and on whose behalf: numbered tags that go with the move
 * itself, so that none is lost and none overwrites another.
 */
public final class Decisions {
  private final Clock clock;
  private final String who;

  /**
   * Writes in a name.
   *
   * @param who on whose behalf decisions are made
   */
  public Decisions(Clock clock, String who) {
    this.clock = clock;
    this.who = who;
  }

  /** The tag of one more decision about the version. */
  Map<String, String> next(ModelVersion version, String decision) {
    return MoveTags.decision(
        version.card().decisions().size() + 1,
        "%s %s: %s".formatted(clock.instant().truncatedTo(ChronoUnit.SECONDS), who, decision));
  }
}
