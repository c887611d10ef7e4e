/** The embedded store: MLflow's own file layout, written without MLflow. */
package io.spendcast.adapters.mlflow.files;
