package io.spendcast.application.registry;

import io.spendcast.domain.registry.ModelVersion;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was decided about a version, when and on whose behalf: numbered tags that go with the move
 * itself, so that none is lost and none overwrites another.
 */
public final class Decisions {
  private static final String PREFIX = "spendcast.decision.";

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
    return Map.of(
        String.format(Locale.ROOT, "%s%04d", PREFIX, of(version).size() + 1),
        "%s %s: %s".formatted(clock.instant().truncatedTo(ChronoUnit.SECONDS), who, decision));
  }

  /** What was decided about the version, from the first to the last. */
  public static List<String> of(ModelVersion version) {
    return new TreeMap<>(version.tags())
        .entrySet().stream()
            .filter(tag -> tag.getKey().startsWith(PREFIX))
            .map(Map.Entry::getValue)
            .toList();
  }
}
