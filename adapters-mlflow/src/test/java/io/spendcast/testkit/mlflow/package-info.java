/** A real MLflow server for tests, of the current line or of MLflow 2. */
package io.spendcast.testkit.mlflow;
