/** The door to Spark, Delta, MLlib and XGBoost: every port that works on data at scale. */
package io.spendcast.adapters.spark;
