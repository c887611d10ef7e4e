package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Makes rows of pieces of files: the values of all columns by name, those of the folders, the fault
 * and the raw text of a record that has one.
 */
final class PieceRows implements FlatMapFunction<List<Piece>, Row> {
  private static final long serialVersionUID = 1;

  private final Broadcast<SerializableConfiguration> hadoop;
  private final Columns columns;

  PieceRows(Broadcast<SerializableConfiguration> hadoop, Columns columns) {
    this.hadoop = hadoop;
    this.columns = columns;
  }

  @Override
  public Iterator<Row> call(List<Piece> pieces) {
    Rows rows = new Rows(pieces.iterator(), columns, hadoop.value().value());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> rows.close());
    return rows;
  }

  private static final class Rows implements Iterator<Row> {
    private final Iterator<Piece> pieces;
    private final Columns columns;
    private final Configuration hadoop;
    private Optional<PieceReader> open = Optional.empty();
    private Optional<CsvRecord> next = Optional.empty();
    private Piece piece;
    private int[] places;

    Rows(Iterator<Piece> pieces, Columns columns, Configuration hadoop) {
      this.pieces = pieces;
      this.columns = columns;
      this.hadoop = hadoop;
    }

    @Override
    public boolean hasNext() {
      try {
        while (next.isEmpty() && (open.isPresent() || pieces.hasNext())) {
          advance();
        }
        return next.isPresent();
      } catch (IOException e) {
        throw Unreadable.because(piece.file().path(), e);
      }
    }

    private void advance() throws IOException {
      if (open.isEmpty()) {
        piece = pieces.next();
        places = columns.places(piece.head());
        open = Optional.of(new PieceReader(piece, hadoop));
      }
      next = open.get().next();
      if (next.isEmpty()) {
        close();
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      CsvRecord record = next.get();
      next = Optional.empty();
      return columns.row(record, piece, places);
    }

    void close() {
      try {
        if (open.isPresent()) {
          open.get().close();
        }
      } catch (IOException e) {
        throw Unreadable.because(piece.file().path(), e);
      } finally {
        open = Optional.empty();
      }
    }
  }
}
