package io.spendcast.domain.card;

import io.spendcast.domain.promotion.GateDecision;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a move writes to a version beside its card. */
public final class MoveTags {
  private MoveTags() {}

  /** One more decision: numbered, so that none is lost and none overwrites another. */
  public static Map<String, String> decision(int number, String text) {
    return Map.of(TagKey.DECISION.of(String.format(Locale.ROOT, "%04d", number)), text);
  }

  /** What the gate decided, with its evidence. */
  public static Map<String, String> gate(GateDecision decision) {
    Map<String, String> tags = new TreeMap<>();
    decision.evidence().forEach((name, value) -> tags.put(TagKey.GATE.of(name), value));
    tags.put(TagKey.GATE.of("decision"), decision.word());
    tags.put(TagKey.GATE.of("reasons"), String.join("; ", decision.reasons()));
    tags.put(TagKey.GATE.of("awaits"), decision.awaits().orElse("nothing"));
    return tags;
  }

  /** The version that was in Production before. */
  public static Map<String, String> replaced(int version) {
    return Map.of(TagKey.REPLACED_VERSION.key(), Integer.toString(version));
  }

  /** The version from which Production was taken back. */
  public static Map<String, String> rolledBackFrom(int version) {
    return Map.of(TagKey.ROLLED_BACK_FROM.key(), Integer.toString(version));
  }
}
