package io.spendcast.domain.promotion;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the gate to Production decided about a version.
 *
 * @param reasons what speaks against the version; empty if nothing does
 * @param evidence what that rests on, by name
 * @param forcedBecause why it passes whatever speaks against it
 * @param awaits what a human must do before it is moved; empty for one that does not pass
 */
public record GateDecision(
    List<String> reasons,
    Map<String, String> evidence,
    Optional<String> forcedBecause,
    Optional<String> awaits) {
  /** Copies the collections; what does not pass awaits nothing. */
  public GateDecision {
    reasons = List.copyOf(reasons);
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    if (!reasons.isEmpty() && forcedBecause.isEmpty()) {
      awaits = Optional.empty();
    }
  }

  /** What becomes of the version. */
  public enum Outcome {
    /** Nothing speaks against it: it is moved. */
    GRANTED,
    /** It stays where it is. */
    REFUSED,
    /** It is moved whatever speaks against it. */
    FORCED,
    /** It passes, and is moved once a human has done what it awaits. */
    AWAITING
  }

  /** What becomes of the version. */
  public Outcome outcome() {
    if (!isPassed()) {
      return Outcome.REFUSED;
    }
    if (awaits.isPresent()) {
      return Outcome.AWAITING;
    }
    return reasons.isEmpty() ? Outcome.GRANTED : Outcome.FORCED;
  }

  private boolean isPassed() {
    return reasons.isEmpty() || forcedBecause.isPresent();
  }

  /** Whether the version is moved now. */
  public boolean isMoved() {
    return isPassed() && awaits.isEmpty();
  }

  /** Why it does not pass; empty if it does. */
  public List<String> refusals() {
    return isPassed() ? List.of() : reasons;
  }

  /** The answer of the gate in a word: granted, forced or refused. */
  public String word() {
    return reasons.isEmpty() ? "granted" : isPassed() ? "forced" : "refused";
  }

  /** The decision with its evidence in a line. */
  public String text() {
    return "Production %s%s%s; evidence: %s%s"
        .formatted(
            word(),
            forcedBecause.map(", because "::concat).orElse(""),
            reasons.isEmpty() ? "" : "; against it: " + String.join("; ", reasons),
            evidence,
            awaits.map("; it awaits "::concat).orElse(""));
  }
}
