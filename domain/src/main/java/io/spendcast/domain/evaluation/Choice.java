package io.spendcast.domain.evaluation;

import io.spendcast.domain.training.Algorithm;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Which candidate is registered, why, and what its forecast may be used for. The gate to Production
 * goes by the same, so it never refuses a candidate while a better one was passed over.
 *
 * @param chosen the candidate
 * @param use what its forecast may be used for, if no leak is suspected
 * @param why in a sentence
 * @param standings of all candidates, from the simplest to the most complex
 */
public record Choice(Algorithm chosen, Use use, String why, List<Standing> standings) {
  /** Copies the list. */
  public Choice {
    Objects.requireNonNull(chosen, "chosen");
    Objects.requireNonNull(use, "use");
    Objects.requireNonNull(why, "why");
    standings = List.copyOf(standings);
  }

  /** What must be said beside the forecast: what speaks against the chosen candidate. */
  public List<String> limits() {
    return standings.stream()
        .filter(standing -> standing.candidate() == chosen)
        .flatMap(standing -> Stream.concat(standing.level().stream(), standing.worse().stream()))
        .toList();
  }

  /** The candidates that were not chosen. */
  public List<Standing> others() {
    return standings.stream().filter(standing -> standing.candidate() != chosen).toList();
  }
}
