package io.spendcast.bootstrap.wiring;

import io.spendcast.domain.planted.PlantedPreset;
import io.spendcast.domain.planted.PlantedWorld;
import org.junit.jupiter.api.Tag;

/** Leaks where the past alone explains nearly everything, so that a high R² is no sign of one. */
@Tag("faults")
final class SubscriptionLeaksIT extends LeakMutants {
  SubscriptionLeaksIT() {
    super(PlantedWorld.of(PlantedPreset.SUBSCRIPTIONS, 400, 3));
  }
}
