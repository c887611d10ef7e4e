/** The files of owners: which there are, and what kind of files they really are. */
package io.spendcast.adapters.spark.ingest.files;
