package io.spendcast.adapters.spark.ingest;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** A folder that appears with all its content or not at all. */
final class NewFolder {
  private final FileSystem files;
  private final Path folder;
  private final Path unfinished;

  /** A folder that is empty or does not exist; {@code INVALID} otherwise. */
  NewFolder(SparkSession spark, String directory) {
    try {
      Path given = new Path(directory);
      files = given.getFileSystem(spark.sessionState().newHadoopConf());
      folder = files.makeQualified(given);
      if (folder.getParent() == null || isTaken()) {
        throw new SpendcastException(
            Kind.INVALID,
            "Cannot write to %s: something is there already.".formatted(directory),
            "Choose an empty or new directory.");
      }
      unfinished = new Path(folder.getParent(), "." + folder.getName() + ".unfinished");
    } catch (IOException e) {
      throw notWritable(directory, e);
    }
  }

  private boolean isTaken() throws IOException {
    return files.exists(folder)
        && (!files.getFileStatus(folder).isDirectory() || files.listStatus(folder).length > 0);
  }

  /** Lets the content be written to the path it gives, then moves it to its place. */
  <T> T fill(Function<String, T> content) {
    try {
      files.delete(unfinished, true);
      files.mkdirs(unfinished);
      T result = content.apply(unfinished.toString());
      moveToItsPlace();
      return result;
    } catch (IOException e) {
      throw notWritable(folder.toString(), e);
    } finally {
      clean();
    }
  }

  private void moveToItsPlace() throws IOException {
    if (files.exists(folder) && !isTaken()) {
      files.delete(folder, false);
    }
    // Onto a directory that is there, a rename moves into it.
    if (files.exists(folder) || !files.rename(unfinished, folder)) {
      throw new SpendcastException(
          Kind.CONFLICT,
          "Cannot put %s in its place: another writer was faster.".formatted(folder),
          "Look at what is there, or choose another directory.");
    }
  }

  /** If this fails, too, what failed first is the better message; the next attempt cleans up. */
  private void clean() {
    try {
      files.delete(unfinished, true);
    } catch (IOException e) {
      System.getLogger(NewFolder.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + unfinished, e);
    }
  }

  private static SpendcastException notWritable(String directory, IOException why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot write to %s: %s.".formatted(directory, why.getMessage()),
        "Choose a directory that can be written to.",
        why);
  }
}
