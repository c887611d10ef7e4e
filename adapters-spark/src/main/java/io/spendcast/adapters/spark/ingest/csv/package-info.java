/**
 * Delimited text as RFC 4180 describes it, read file by file under each file's own header. A record
 * that cannot be read is not lost: it comes as its raw text with the reason.
 */
package io.spendcast.adapters.spark.ingest.csv;
