/** Delta tables by name and version, the Spark session behind them, and its errors. */
package io.spendcast.adapters.spark.table;
