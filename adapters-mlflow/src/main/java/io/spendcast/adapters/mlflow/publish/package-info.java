/** The way of an embedded store to a server. */
package io.spendcast.adapters.mlflow.publish;
