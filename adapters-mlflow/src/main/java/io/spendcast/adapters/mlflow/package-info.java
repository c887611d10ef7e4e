/**
 * Tracking and registry as MLflow stores them, in rooms behind one door: {@code http} speaks with a
 * server, {@code format} knows MLflow's names and files, {@code files} is the embedded store,
 * {@code server} a server's, and {@code publish} replays the one to the other.
 *
 * <p>The embedded store writes MLflow's own file layout, so MLflow's user interface and its
 * migration read it. Neither Python nor a server is needed to write it.
 */
package io.spendcast.adapters.mlflow;
