/** What is wrong with a bundle or a job beyond its schema. */
package io.spendcast.adapters.databricks.lint;
