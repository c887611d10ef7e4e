/** Looks at the Spark that a run would use. */
package io.spendcast.adapters.spark.preflight;
