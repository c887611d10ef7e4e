package io.spendcast.domain.card;

/**
 * The keys of the tags that Spendcast writes to runs and model versions. No other class spells one;
 * {@code docs/format.md} describes each. A key keeps its name, since older versions carry it.
 */
public enum TagKey {
  /** The candidate that a run trained, or that a version is. */
  ALGORITHM("algorithm"),
  /** The baseline that skill is measured against. */
  BEST_BASELINE("best_baseline"),
  /** What the features of a model are, as JSON, on the run that trained it. */
  CATALOGUE("catalogue"),
  /** The categories of the product mix that a version reads. */
  CATEGORIES("categories"),
  /** Why the candidate was chosen. */
  CHOICE("choice"),
  /** On the run of a training, the chosen candidate; on that of a candidate, whether it was. */
  CHOSEN("chosen"),
  /** Version of the code that trained. */
  CODE_VERSION("code_version"),
  /** Begins the keys of the decisions about a version, which are numbered from 0001. */
  DECISION("decision."),
  /** Fingerprint of the features that a model reads. */
  FEATURE_FINGERPRINT("feature_fingerprint"),
  /** Where the feature table is, in words of the platform. */
  FEATURE_TABLE("feature_table"),
  /** The version of the feature table. */
  FEATURE_TABLE_VERSION("feature_table_version"),
  /** The feature table with its version. */
  FEATURES("features"),
  /** How the forecasts of a version spread. */
  FORECAST_SPREAD("forecast_spread"),
  /** Begins the keys of what the gate to Production found. */
  GATE("gate."),
  /** What the gate needs to know of the training, as JSON. */
  GATE_EVIDENCE("gate_evidence"),
  /** Begins the keys of what each leak sentinel found. */
  LEAK("leak."),
  /** How many leak sentinels found nothing. */
  LEAK_SENTINELS("leak_sentinels"),
  /** The library's format of a model. */
  MODEL_FORMAT("model_format"),
  /** The features that a model reads, as a JSON list. */
  MODEL_INPUTS("model_inputs"),
  /** The prediction intervals of a version. */
  PREDICTION_INTERVALS("prediction_intervals"),
  /** Recognises a registration when it is sent again. */
  RELEASE("release"),
  /** The version that was in Production before this one. */
  REPLACED_VERSION("replaced_version"),
  /** The version that was in Production before a roll-back to this one. */
  ROLLED_BACK_FROM("rolled_back_from"),
  /** The run of Spendcast that trained. */
  RUN_ID("run_id"),
  /** Seed of all randomness. */
  SEED("seed"),
  /** The as-of dates that were judged on. */
  TEST_AS_OFS("test_as_ofs"),
  /** The as-of dates that were learned from. */
  TRAIN_AS_OFS("train_as_ofs"),
  /** The last of them. */
  TRAINED_UNTIL("trained_until"),
  /** Number of a trial of settings. */
  TRIAL("trial"),
  /** What the forecast may be used for. */
  USE("use"),
  /** The verdict on the training. */
  VERDICT("verdict"),
  /** The verdict in words. */
  VERDICT_REASON("verdict_reason"),

  /** Recognises an attempt to record a run on a server. */
  ATTEMPT("attempt"),
  /** Digest of a version's files in a workspace. */
  FILES_DIGEST("files_digest"),
  /** Metrics of a run that are infinite, which a server does not take. */
  INFINITE_METRICS("infinite_metrics"),
  /** Who holds the lock of a model on a server. */
  LOCK_OWNER("lock_owner"),
  /** Digest of a version's files in MLflow. */
  MODEL_DIGEST("model_digest"),
  /** The stage that was published last. */
  PUBLISHED_STAGE("published_stage"),
  /** Recognises the record of a run when it is sent again. */
  RUN_KEY("run_key"),
  /** The run of the embedded store that a published run was. */
  SOURCE_RUN("source_run"),
  /** The stage of a version where a registry has no stages. */
  STAGE("stage");

  /** Begins all keys. */
  public static final String PREFIX = "spendcast.";

  private final String key;

  TagKey(String name) {
    this.key = PREFIX + name;
  }

  /** The key as registries and trackers have it. */
  public String key() {
    return key;
  }

  /** A key of several that begin alike. */
  String of(String name) {
    return key + name;
  }
}
