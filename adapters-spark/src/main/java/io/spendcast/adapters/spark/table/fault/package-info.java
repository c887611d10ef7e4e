/** Whose fault a failure of Spark or Delta is. */
package io.spendcast.adapters.spark.table.fault;
