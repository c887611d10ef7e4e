package io.spendcast.application;

import io.spendcast.domain.evaluation.PromotionPolicy;
import io.spendcast.domain.registry.ModelName;

/**
 * Where models are registered and how they reach Production.
 *
 * @param model the name
 * @param promotion who promotes
 * @param policy the gate
 */
public record RegistrySettings(ModelName model, Promotion promotion, PromotionPolicy policy) {
  /** Who promotes to Production. */
  public enum Promotion {
    /** The register task, if the gate grants it. */
    GATED,
    /** A person, by the promote command; the gate still judges. */
    MANUAL
  }
}
