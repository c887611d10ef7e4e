package io.spendcast.domain.training;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.RunId;
import io.spendcast.domain.TableVersion;
import java.util.Map;
import java.util.TreeMap;

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
    String code) {
  /** The tag of the last training as-of date. */
  public static final String TRAINED_UNTIL = "spendcast.trained_until";

  /** The same as tags of a tracked run. */
  public Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    tags.put("spendcast.run_id", run.value());
    tags.put("spendcast.features", features.toString());
    tags.put("spendcast.feature_fingerprint", featureSet.value());
    tags.put("spendcast.train_as_ofs", plan.train().toString());
    tags.put(TRAINED_UNTIL, plan.train().get(plan.train().size() - 1).toString());
    tags.put("spendcast.test_as_ofs", plan.test().toString());
    tags.put("spendcast.seed", Long.toString(seed));
    tags.put("spendcast.code_version", code);
    return tags;
  }
}
