package io.spendcast.testkit;

import io.spendcast.domain.preflight.Finding;
import io.spendcast.domain.preflight.Preflight;
import java.util.List;

/** Finds what it was told. */
public final class InMemoryPreflight implements Preflight {
  private final List<Finding> findings;

  /** A preflight with these findings. */
  public InMemoryPreflight(List<Finding> findings) {
    this.findings = List.copyOf(findings);
  }

  @Override
  public List<Finding> findings() {
    return findings;
  }
}
