/** What the values of owners' tables mean, in Spark SQL: amounts, ids, times and expressions. */
package io.spendcast.adapters.spark.ingest.tables.value;
