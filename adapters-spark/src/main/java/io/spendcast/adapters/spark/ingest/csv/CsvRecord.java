package io.spendcast.adapters.spark.ingest.csv;

import java.util.List;
import java.util.Optional;

/**
 * A record of a file.
 *
 * @param values its values; a missing one is null, as Spark's rows have it
 * @param raw its text as it stands in the file
 * @param from its first byte
 * @param fault why it cannot be read, as far as it alone says
 */
record CsvRecord(List<String> values, String raw, long from, Optional<String> fault) {}
