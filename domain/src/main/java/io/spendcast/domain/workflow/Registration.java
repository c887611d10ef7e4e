package io.spendcast.domain.workflow;

import io.spendcast.domain.registry.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * Output of the register task.
 *
 * @param version the registered version, in the stage it reached
 * @param refusals why the gate, or an approval that is awaited, kept it from Production; empty if
 *     nothing did
 * @param production number of the version in Production now, whichever it is
 */
public record Registration(
    ModelVersion version, List<String> refusals, Optional<Integer> production) {
  /** Copies the list. */
  public Registration {
    refusals = List.copyOf(refusals);
  }
}
