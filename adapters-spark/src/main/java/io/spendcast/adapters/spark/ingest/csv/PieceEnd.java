package io.spendcast.adapters.spark.ingest.csv;

import io.spendcast.adapters.spark.ingest.files.Unreadable;
import java.io.IOException;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Finds where the first record after a piece begins. */
final class PieceEnd implements Function<Piece, Long> {
  private static final long serialVersionUID = 1;

  private final Broadcast<SerializableConfiguration> hadoop;

  PieceEnd(Broadcast<SerializableConfiguration> hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public Long call(Piece piece) {
    try (PieceReader reader = new PieceReader(piece, hadoop.value().value())) {
      return reader.end();
    } catch (IOException e) {
      throw Unreadable.because(piece.file().path(), e);
    }
  }
}
