/** Forecasts over HTTP, from the file of a context, without Spark. */
package io.spendcast.bootstrap.serve;
