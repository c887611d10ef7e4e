/**
 * Tracking and registry as MLflow keeps them.
 *
 * <p>The embedded store writes MLflow's own file layout, so MLflow's user interface and its
 * migration read it. Neither Python nor a server is needed to write it.
 */
package io.spendcast.adapters.mlflow;
