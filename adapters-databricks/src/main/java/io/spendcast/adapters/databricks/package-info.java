/**
 * The workflow as a Databricks job, rendered, deployed, run and taken away; the door to the other
 * rooms.
 */
package io.spendcast.adapters.databricks;
