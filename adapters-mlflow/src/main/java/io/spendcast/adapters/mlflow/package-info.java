/** Spendcast: adapters for MLflow. */
package io.spendcast.adapters.mlflow;
