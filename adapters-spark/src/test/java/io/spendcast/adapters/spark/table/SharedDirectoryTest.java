package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On this machine alone; the cluster's test has machines that share nothing else. */
class SharedDirectoryTest {
  @TempDir private Path directory;

  @Test
  void on_one_machine_files_go_directly_and_nothing_else_is_made() throws IOException {
    SparkSession spark = TestSession.session().get();
    Path lake = directory.resolve("lake");
    SharedDirectory shared = new Lake(TestSession.session(), lake.toString()).shared();
    assertThat(shared.isNeeded()).isFalse();
    shared.require();
    Path target = directory.resolve("here");
    shared.bring(target, place -> spark.range(10).write().parquet(place));
    assertThat(target.resolve("_SUCCESS")).exists();
    assertThat(shared.<Long>lend(target, place -> spark.read().parquet(place).count()))
        .isEqualTo(10);
    assertThat(Files.exists(lake)).isFalse();
  }
}
