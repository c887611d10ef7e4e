/** Errors of saved models on held-out rows. */
package io.spendcast.adapters.spark.evaluation;
