package io.spendcast.domain.leak;

import java.util.Objects;

/**
 * What a leak sentinel found.
 *
 * @param sentinel which one looked
 * @param passed whether it found nothing suspicious
 * @param evidence what it looked at and what it found, in words and numbers, without customer data
 */
public record SentinelFinding(Sentinel sentinel, boolean passed, String evidence) {
  /** Checks that nothing is missing. */
  public SentinelFinding {
    Objects.requireNonNull(sentinel, "sentinel");
    Objects.requireNonNull(evidence, "evidence");
  }

  /** Nothing suspicious. */
  public static SentinelFinding clean(Sentinel sentinel, String evidence) {
    return new SentinelFinding(sentinel, true, evidence);
  }

  /** Something knows the future, or it cannot be shown that nothing does. */
  public static SentinelFinding suspect(Sentinel sentinel, String evidence) {
    return new SentinelFinding(sentinel, false, evidence);
  }

  @Override
  public String toString() {
    return "%s: %s".formatted(sentinel.label(), evidence);
  }
}
