package io.spendcast.adapters.spark.ingest.csv;

/**
 * A line of a file.
 *
 * @param text without its end
 * @param end what ends it; nothing at the end of the file
 * @param from its first byte
 * @param damaged whether bytes of it are no text in the file's charset
 */
record Line(String text, String end, long from, boolean damaged) {}
