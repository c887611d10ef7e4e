/** Looks at tables to the last byte. */
package io.spendcast.adapters.spark.audit;
