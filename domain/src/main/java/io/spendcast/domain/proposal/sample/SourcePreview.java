package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.sales.SourceCheck;
import java.util.List;
import java.util.Objects;

/**
 * What a description makes of a source.
 *
 * @param check how it stands against its contract
 * @param lines the first lines that would be kept
 */
public record SourcePreview(SourceCheck check, List<PreviewLine> lines) {
  /** Copies the list. */
  public SourcePreview {
    Objects.requireNonNull(check, "check");
    lines = List.copyOf(lines);
  }
}
