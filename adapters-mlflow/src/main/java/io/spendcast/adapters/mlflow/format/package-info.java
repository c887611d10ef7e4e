/** MLflow's names, tags and files, which the embedded store and a server share. */
package io.spendcast.adapters.mlflow.format;
