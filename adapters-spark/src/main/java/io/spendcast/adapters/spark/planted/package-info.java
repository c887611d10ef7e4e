/** The planted shop's books, as tables in the shape of TPC-DS. */
package io.spendcast.adapters.spark.planted;
