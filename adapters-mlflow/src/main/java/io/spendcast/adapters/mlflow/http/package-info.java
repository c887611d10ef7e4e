/** Requests to an MLflow server: who asks, how often, how long, and what an answer means. */
package io.spendcast.adapters.mlflow.http;
