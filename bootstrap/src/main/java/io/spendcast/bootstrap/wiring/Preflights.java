package io.spendcast.bootstrap.wiring;

import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import java.util.List;

/**
 * All that looks at what a run stands on.
 *
 * @param all in the order in which to read their findings
 */
public record Preflights(List<Preflight> all) {
  /** Copies the list. */
  public Preflights {
    all = List.copyOf(all);
  }

  /** What was found. */
  public List<Finding> findings() {
    return all.stream().flatMap(preflight -> preflight.findings().stream()).toList();
  }
}
