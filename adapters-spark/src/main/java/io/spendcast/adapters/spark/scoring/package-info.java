/** Saved models, read back from their files: what is judged and what is published alike. */
package io.spendcast.adapters.spark.scoring;
