package io.spendcast.application.registry;

import io.spendcast.domain.promotion.PromotionPolicy;
import io.spendcast.domain.registry.ModelName;
import io.spendcast.domain.registry.ModelVersion;
import java.util.Optional;

/**
 * Where models are registered and how they reach Production.
 *
 * @param model the name
 * @param promotion who promotes
 * @param policy the gate
 * @param approval a human's consent to Production, if it needs one
 */
public record RegistrySettings(
    ModelName model, Promotion promotion, PromotionPolicy policy, Optional<Approval> approval) {
  /** Without a human's consent. */
  public RegistrySettings(ModelName model, Promotion promotion, PromotionPolicy policy) {
    this(model, promotion, policy, Optional.empty());
  }

  /**
   * A human's consent, given by a tag of the version with the value {@code approved}, in any case.
   *
   * @param tag its name
   * @param from who may give it, in words for people
   */
  public record Approval(String tag, String from) {
    /** What is still awaited before the version may go to Production, and from whom. */
    Optional<String> awaitedOf(ModelVersion version) {
      return "approved".equalsIgnoreCase(version.tags().get(tag))
          ? Optional.empty()
          : Optional.of(
              "the tag %s = approved on version %s of %s, from %s"
                  .formatted(tag, version.number(), version.name(), from));
    }
  }

  /** Who promotes to Production. */
  public enum Promotion {
    /** The register task, if the gate grants it. */
    GATED,
    /** A person, by the promote command; the gate still judges. */
    MANUAL
  }
}
