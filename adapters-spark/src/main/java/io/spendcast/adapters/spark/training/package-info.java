/** From feature tables to the files of trained models, with MLlib and XGBoost. */
package io.spendcast.adapters.spark.training;
