package io.spendcast.adapters.spark.ingest.contract;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.table.TestSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SumsTest {
  private final SparkSession spark = TestSession.session().get().newSession();

  @TempDir private Path directory;

  private void write(Sums sums, String folder) {
    sums.of(spark.range(10).toDF(), count(lit(1)), sum("id"))
        .filter("id < 3")
        .write()
        .parquet(directory.resolve(folder).toString());
  }

  @Test
  void says_what_the_rows_were_that_a_query_read() {
    try (Sums sums = new Sums(spark)) {
      write(sums, "read");
      assertThat(sums.get()).hasToString("[10,45]");
    }
    assertThat(spark.listenerManager().listListeners()).isEmpty();
  }

  /** Delta's DELETE serializes the session if the table has deletion vectors. */
  @Test
  void the_session_can_still_be_serialized() throws IOException {
    try (Sums sums = new Sums(spark)) {
      write(sums, "serialized");
      sums.get();
    }
    serialize(spark);
    delete("still");
  }

  /** If this fails, Spark has mended what {@link Sums} is for. */
  @Test
  void an_observation_of_sparks_own_breaks_delta_in_the_same_session() {
    Observation observation = new Observation();
    Row first = spark.range(3).toDF().observe(observation, count(lit(1)).as("n")).first();
    assertThat(first.getLong(0)).isZero();
    assertThatThrownBy(() -> serialize(spark)).isInstanceOf(NotSerializableException.class);
    assertThatThrownBy(() -> delete("broken"))
        .hasStackTraceContaining("org.apache.spark.sql.classic.ObservationManager");
  }

  private void delete(String table) {
    String path = directory.resolve(table).toString();
    spark
        .range(10)
        .coalesce(1)
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .save(path);
    spark.sql("DELETE FROM delta.`%s` WHERE id = 3".formatted(path));
    assertThat(spark.read().format("delta").load(path).count()).isEqualTo(9);
  }

  private static void serialize(Object value) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(value);
    }
  }
}
