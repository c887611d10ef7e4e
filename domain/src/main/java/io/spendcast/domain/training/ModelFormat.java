package io.spendcast.domain.training;

/** What the files of a model are. */
public enum ModelFormat {
  /** A directory {@code sparkml} written by a Spark ML {@code PipelineModel}. */
  SPARK_PIPELINE,
  /** A file {@code model.ubj} written by XGBoost, features in the order of the inputs. */
  XGBOOST_BOOSTER
}
