package io.spendcast.domain.evaluation;

import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a candidate stands in the choice.
 *
 * @param candidate which one
 * @param worse in what it is worse than the best beyond chance, in words; empty if in nothing
 * @param level what speaks against its total, in words; empty if nothing does
 */
public record Standing(Algorithm candidate, List<String> worse, List<String> level) {
  /** Copies the lists. */
  public Standing {
    worse = List.copyOf(worse);
    level = List.copyOf(level);
  }

  /** Whether it is not worse than the best in any measure, as far as the rows can tell. */
  public boolean keepsUp() {
    return worse.isEmpty();
  }

  /** Whether its total can be planned with. */
  public boolean holdsLevel() {
    return level.isEmpty();
  }

  /** Why it is not the one that is chosen. */
  public String whyNot() {
    if (!candidate.isSelectable()) {
      return "it is shown for comparison only";
    }
    return keepsUp() && holdsLevel()
        ? "as good, but not as simple"
        : Stream.concat(worse.stream(), level.stream()).collect(Collectors.joining("; "));
  }
}
