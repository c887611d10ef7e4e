package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** Reads the records of a piece one by one. */
final class PieceReader implements Closeable {
  private final Piece piece;
  private final Records records;
  private final CsvHead head;
  private long after = Long.MAX_VALUE;

  PieceReader(Piece piece, Configuration hadoop) throws IOException {
    this.piece = piece;
    this.head = piece.head();
    Lines lines = ContentLines.of(piece.file(), head, piece.from(), hadoop);
    this.records = new Records(lines, head.dialect(), head.charset(), head::fits);
  }

  /** The next record of the piece; empty after its last. */
  Optional<CsvRecord> next() throws IOException {
    Optional<CsvRecord> record = records.next();
    if (record.isPresent() && record.get().from() >= piece.until()) {
      after = record.get().from();
      return Optional.empty();
    }
    return record.map(this::judged);
  }

  /** Where the first record after the piece begins; {@link Long#MAX_VALUE} if there is none. */
  long end() throws IOException {
    Optional<CsvRecord> record = next();
    while (record.isPresent()) {
      record = next();
    }
    return after;
  }

  private CsvRecord judged(CsvRecord record) {
    Optional<String> fault = record.fault().or(() -> misfit(record));
    if (fault.isPresent() && head.dialect().failFast()) {
      throw Unreadable.because(
          piece.file().path(),
          "of the record at byte %s, %s".formatted(record.from(), fault.get()),
          "Correct it, or leave out options: {mode: FAILFAST} to keep such records apart");
    }
    return new CsvRecord(record.values(), record.raw(), record.from(), fault);
  }

  private Optional<String> misfit(CsvRecord record) {
    int values = record.values().size();
    if (values > head.width()) {
      return Optional.of("it has more values than its file has columns");
    }
    if (values < head.least()) {
      return Optional.of("it has fewer values than its file has columns");
    }
    return head.named() && record.values().equals(head.names())
        ? Optional.of("it repeats the names of the columns")
        : Optional.empty();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
