/** Makes the workflow a job of a Databricks workspace, and removes it. */
package io.spendcast.application.deploy;
