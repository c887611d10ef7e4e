package io.spendcast.domain.training;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableVersion;

/**
 * Where a model comes from: enough to train it again.
 *
 * @param run the run that trained it
 * @param features the feature table, by version
 * @param featureSet fingerprint of the feature definitions
 * @param plan the as-of dates
 * @param seed of all randomness
 * @param code version of the code
 */
public record Provenance(
    RunId run,
    TableVersion features,
    Fingerprint featureSet,
    PanelPlan plan,
    long seed,
    String code) {}
