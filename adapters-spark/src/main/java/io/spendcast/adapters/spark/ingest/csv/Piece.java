package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.SourceFile;
import java.io.Serializable;

/**
 * The records of a file that begin in a range of its bytes, the first of them at its start.
 *
 * @param from the first byte of the range
 * @param until the first byte after it
 */
record Piece(SourceFile file, CsvHead head, long from, long until) implements Serializable {
  static Piece whole(SourceFile file, CsvHead head) {
    return new Piece(file, head, head.from(), Long.MAX_VALUE);
  }

  Piece startingAt(long other) {
    return new Piece(file, head, other, until);
  }

  /** Bytes to read, about. */
  long length() {
    return Math.max(0, Math.min(until, file.length()) - Math.min(from, file.length()));
  }
}
