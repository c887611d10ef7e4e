/** Scoring customers at scale and publishing the predictions to Delta. */
package io.spendcast.adapters.spark.prediction;
