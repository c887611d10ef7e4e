/** Brings sales into the lake, and proposes how to read a table that nobody has described. */
package io.spendcast.application.ingest;
