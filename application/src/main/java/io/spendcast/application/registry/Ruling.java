package io.spendcast.application.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What becomes of a version that was judged at the gate to Production.
 *
 * @param judged what the gate found
 * @param forcedBecause why it may pass in any case
 * @param awaited what a human must do before it is moved; empty for one that does not pass
 */
record Ruling(
    PromotionGate.Judged judged, Optional<String> forcedBecause, Optional<String> awaited) {
  static Ruling of(
      PromotionGate.Judged judged, Optional<String> forcedBecause, Optional<String> awaited) {
    Ruling unconditional = new Ruling(judged, forcedBecause, Optional.empty());
    return unconditional.isPassed() ? new Ruling(judged, forcedBecause, awaited) : unconditional;
  }

  private List<String> found() {
    return judged.decision().refusals();
  }

  private boolean isPassed() {
    return found().isEmpty() || forcedBecause.isPresent();
  }

  boolean isMoved() {
    return isPassed() && awaited.isEmpty();
  }

  /** Why it does not pass; empty if it does. */
  List<String> refusals() {
    return isPassed() ? List.of() : found();
  }

  private String decision() {
    return found().isEmpty() ? "granted" : isPassed() ? "forced" : "refused";
  }

  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    judged.evidence().forEach((key, value) -> tags.put("spendcast.gate." + key, value));
    tags.put("spendcast.gate.decision", decision());
    tags.put("spendcast.gate.reasons", String.join("; ", found()));
    tags.put("spendcast.gate.awaits", awaited.orElse("nothing"));
    return tags;
  }

  String text() {
    return "Production %s%s%s; evidence: %s%s"
        .formatted(
            decision(),
            forcedBecause.map(", because "::concat).orElse(""),
            found().isEmpty() ? "" : "; against it: " + String.join("; ", found()),
            judged.evidence(),
            awaited.map("; it awaits "::concat).orElse(""));
  }
}
