package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import java.io.Serializable;
import java.util.List;

/**
 * What the beginning of a file says of it.
 *
 * @param names of its columns in their order; those without a name are called after their place
 * @param width how many values its records have
 * @param least how many values a record has at least: to the last column with a name
 * @param dialect how it is delimited, which the file itself may say
 * @param charset in which it is written
 * @param end the last byte of its lines
 * @param from where its first record begins; in a packed file, of what is unpacked
 * @param named whether its first line is its names
 */
record CsvHead(
    List<String> names,
    int width,
    int least,
    CsvDialect dialect,
    String charset,
    byte end,
    long from,
    boolean named)
    implements Serializable {
  CsvHead {
    names = List.copyOf(names);
  }

  /** Whether a record may have so many values. */
  boolean fits(int values) {
    return values >= least && values <= width;
  }
}
