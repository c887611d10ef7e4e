/** Runs and models on an MLflow server, over its REST protocol. */
package io.spendcast.adapters.mlflow.server;
