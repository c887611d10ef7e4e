/** One learner per algorithm, and the rows that all of them read. */
package io.spendcast.adapters.spark.training.learner;
