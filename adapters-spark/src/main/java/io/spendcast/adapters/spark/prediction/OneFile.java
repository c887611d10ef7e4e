package io.spendcast.adapters.spark.prediction;

import io.spendcast.adapters.spark.table.SparkPaths;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Writes rows to one CSV or Parquet file, which appears whole or not at all. */
final class OneFile {
  private static final String PARQUET = ".parquet";

  private final FileSystem files;
  private final Path file;
  private final Path unfinished;

  /**
   * A file.
   *
   * @param name a path of this machine, or a URI that Spark can write to
   */
  OneFile(SparkSession spark, String name) {
    try {
      Path given =
          new Path(name.contains(":/") ? name : SparkPaths.local(java.nio.file.Path.of(name)));
      FileSystem found = given.getFileSystem(spark.sessionState().newHadoopConf());
      file = found.makeQualified(given);
      // The raw one leaves no file with check sums beside ours.
      files = found instanceof LocalFileSystem local ? local.getRaw() : found;
      unfinished =
          new Path(
              file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + ".unfinished");
      requireFolder();
    } catch (IOException e) {
      throw notWritable(name, e);
    }
  }

  private void requireFolder() throws IOException {
    Path folder = file.getParent();
    if (files.exists(folder) && !files.getFileStatus(folder).isDirectory()) {
      throw new IOException(folder + " is no directory");
    }
    if (files.exists(file) && files.getFileStatus(file).isDirectory()) {
      throw new IOException("it is a directory");
    }
  }

  /** Writes the rows in this order, in place of a file that is there, and counts them. */
  long write(Dataset<Row> rows, Column... order) {
    Dataset<Row> ordered = rows.repartition(1).sortWithinPartitions(order);
    try {
      DataFrameWriter<Row> writer = ordered.write();
      if (isParquet()) {
        writer.parquet(unfinished.toString());
      } else {
        writer
            .option("header", true)
            .option("escape", "\"")
            .option("nullValue", "")
            .option("emptyValue", "")
            .csv(unfinished.toString());
      }
      moveToItsPlace();
      return isParquet()
          ? rows.sparkSession().read().parquet(file.toString()).count()
          : rows.count();
    } catch (IOException e) {
      throw notWritable(file.toString(), e);
    } finally {
      clean();
    }
  }

  private boolean isParquet() {
    return file.getName().toLowerCase(Locale.ROOT).endsWith(PARQUET);
  }

  private void moveToItsPlace() throws IOException {
    Path part = files.globStatus(new Path(unfinished, "part-*"))[0].getPath();
    files.delete(file, false);
    if (!files.rename(part, file)) {
      throw new IOException("the finished file cannot be moved there");
    }
  }

  private void clean() {
    try {
      files.delete(unfinished, true);
    } catch (IOException e) {
      System.getLogger(OneFile.class.getName())
          .log(System.Logger.Level.WARNING, "left behind: " + unfinished, e);
    }
  }

  private static SpendcastException notWritable(String file, IOException why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot write to %s: %s.".formatted(file, why.getMessage()),
        "Choose a file in a directory that can be written to.",
        why);
  }
}
