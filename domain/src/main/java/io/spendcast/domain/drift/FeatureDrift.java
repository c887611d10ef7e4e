package io.spendcast.domain.drift;

import io.spendcast.domain.feature.FeatureUse;
import java.util.Optional;

/**
 * One feature at the training as-of dates and at the scoring as-of date.
 *
 * @param name the feature
 * @param description what it tells
 * @param unit its unit
 * @param use whether models read it
 * @param training its values at all training as-of dates together
 * @param scoring its values at the scoring as-of date
 * @param sinceTraining of the scoring values from the training values; season counts as a shift
 * @param sinceLastYear of the scoring values from those at the as-of date of the same season a year
 *     before; empty if there is none
 * @param level what is to be thought of it; empty if time alone moves the feature
 */
public record FeatureDrift(
    String name,
    String description,
    String unit,
    FeatureUse use,
    ValueSummary training,
    ValueSummary scoring,
    Shift sinceTraining,
    Optional<Shift> sinceLastYear,
    Optional<DriftLevel> level) {

  /** The shift that the level is about: from the same season, if there is such an as-of date. */
  public Shift judged() {
    return sinceLastYear.orElse(sinceTraining);
  }
}
