package io.spendcast.adapters.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkPathsTest {
  @TempDir private Path directory;

  @Test
  void a_local_path_is_the_same_place_for_hadoop() throws IOException {
    Path odd = Files.createDirectories(directory.resolve("a b %20#[x]{y,z}*?+&"));
    Files.writeString(odd.resolve("file"), "here");
    var path = new org.apache.hadoop.fs.Path(SparkPaths.local(odd));
    assertThat(path.getFileSystem(new Configuration()).listStatus(path))
        .extracting(status -> status.getPath().getName())
        .containsExactly("file");
  }

  @Test
  void only_the_path_itself_matches_its_literal_pattern() throws IOException {
    Files.createDirectories(directory.resolve("x"));
    Files.createDirectories(directory.resolve("[x]{y}*?\\"));
    String odd = SparkPaths.local(directory.resolve("[x]{y}*?\\"));
    var pattern = new org.apache.hadoop.fs.Path(SparkPaths.literal(odd));
    FileStatus[] found = pattern.getFileSystem(new Configuration()).globStatus(pattern);
    assertThat(found)
        .extracting(status -> status.getPath().getName())
        .containsExactly("[x]{y}*?\\");
  }

  @Test
  void only_file_uris_are_decoded() {
    assertThat(SparkPaths.decoded("file:///my%20lake")).isEqualTo("/my lake");
    assertThat(SparkPaths.decoded("file:/my lake/100%25")).isEqualTo("/my lake/100%");
    assertThat(SparkPaths.decoded("file:./lake")).isEqualTo("./lake");
    assertThat(SparkPaths.decoded("/my%20lake")).isEqualTo("/my%20lake");
    assertThat(SparkPaths.decoded("s3a://bucket/my%20lake")).isEqualTo("s3a://bucket/my%20lake");
  }
}
