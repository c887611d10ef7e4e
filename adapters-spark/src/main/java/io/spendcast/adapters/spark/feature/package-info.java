/** Builds point-in-time features from cleaned sales: daily spend, then one row per as-of date. */
package io.spendcast.adapters.spark.feature;
