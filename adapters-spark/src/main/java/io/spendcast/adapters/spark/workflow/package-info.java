/** Keeps run manifests in the lake. */
package io.spendcast.adapters.spark.workflow;
