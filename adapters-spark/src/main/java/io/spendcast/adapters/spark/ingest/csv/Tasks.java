package io.spendcast.adapters.spark.ingest.csv;

import java.util.ArrayList;
import java.util.List;

/** Deals pieces out to tasks: many small files make few tasks. */
final class Tasks {
  private static final long LEAST = 4L << 20;
  private static final long MOST = 128L << 20;

  private final int cores;

  Tasks(int cores) {
    this.cores = cores;
  }

  List<List<Piece>> of(List<Piece> pieces) {
    long total = pieces.stream().mapToLong(Piece::length).sum();
    long wanted = Math.min(MOST, Math.max(LEAST, total / (2L * cores)));
    List<List<Piece>> tasks = new ArrayList<>();
    List<Piece> task = new ArrayList<>();
    long length = 0;
    for (Piece piece : pieces) {
      if (!task.isEmpty() && length + piece.length() > wanted) {
        tasks.add(task);
        task = new ArrayList<>();
        length = 0;
      }
      task.add(piece);
      length += piece.length();
    }
    if (!task.isEmpty()) {
      tasks.add(task);
    }
    return tasks;
  }
}
