package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.csv.dialect.Charsets;
import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.OpenFile;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Cuts big files so that several tasks read one. A line may begin inside of quotes, which only the
 * text before it says; so all pieces are read once to see whether a record reaches from one into
 * the next. If none does, as nearly always, the cuts are where records begin: the first piece
 * begins with a record, and so does each that follows one which ends where it begins.
 */
final class Pieces {
  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final long size;

  /**
   * Cuts files.
   *
   * @param size bytes of a piece; files below twice that are left whole
   */
  Pieces(JavaSparkContext spark, Broadcast<SerializableConfiguration> hadoop, long size) {
    this.spark = spark;
    this.hadoop = hadoop;
    this.size = size;
  }

  List<Piece> of(Piece whole) {
    if (whole.file().length() < 2 * size || mustBeWhole(whole)) {
      return List.of(whole);
    }
    try {
      List<Piece> cut = cut(whole);
      CsvDialect dialect = whole.head().dialect();
      return dialect.multiLine() && dialect.quote() != 0 ? chained(cut) : cut;
    } catch (IOException e) {
      throw Unreadable.because(whole.file().path(), e);
    }
  }

  private Configuration configuration() {
    return hadoop.value().value();
  }

  private boolean mustBeWhole(Piece whole) {
    return OpenFile.isPacked(whole.file(), configuration())
        || !Charsets.hasPlainSigns(Charset.forName(whole.head().charset()));
  }

  /** Cuts where lines begin. */
  private List<Piece> cut(Piece whole) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    long from = whole.from();
    for (long at = size; at + size / 2 < whole.file().length(); at += size) {
      long line = lineAfter(whole, at);
      if (line > from) {
        pieces.add(new Piece(whole.file(), whole.head(), from, line));
        from = line;
      }
    }
    pieces.add(whole.startingAt(from));
    return pieces;
  }

  private long lineAfter(Piece whole, long at) throws IOException {
    try (Lines lines = ContentLines.of(whole.file(), whole.head(), at - 1, configuration())) {
      lines.next();
      return lines.next().map(Line::from).orElse(whole.file().length());
    }
  }

  private List<Piece> chained(List<Piece> cut) {
    List<Long> ends = ends(cut);
    List<Piece> chain = new ArrayList<>();
    long from = cut.get(0).from();
    for (int i = 0; i < cut.size(); i++) {
      Piece piece = cut.get(i).startingAt(from);
      if (from < piece.until()) {
        chain.add(piece);
        from = piece.equals(cut.get(i)) ? ends.get(i) : ends(List.of(piece)).get(0);
      }
    }
    return chain;
  }

  private List<Long> ends(List<Piece> pieces) {
    return spark.parallelize(pieces, pieces.size()).map(new PieceEnd(hadoop)).collect();
  }
}
