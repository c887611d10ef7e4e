/** Looks at an owner's tables before anybody has described them. */
package io.spendcast.adapters.spark.ingest.scout;
