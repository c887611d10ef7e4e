package io.spendcast.adapters.spark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.sales.DataSets;
import io.spendcast.testkit.DataSetsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetDataSetsTest extends DataSetsContract {
  @TempDir Path place;

  @Override
  protected DataSets dataSets() {
    return new ParquetDataSets(TestSession.session());
  }

  @Override
  protected String directory(String name) {
    return place.resolve(name).toString();
  }

  @Override
  protected Map<String, Long> content(String directory) {
    Path root = Path.of(directory);
    if (!Files.exists(root)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.getFileName().toString().equals("_SUCCESS"))
          .map(Path::getParent)
          .collect(
              Collectors.toMap(
                  table -> root.relativize(table).toString(), ParquetDataSetsTest::rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long rows(Path table) {
    return TestSession.session().get().read().parquet(table.toString()).count();
  }

  @Override
  protected List<String> directories() {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void an_empty_directory_will_do_and_what_a_killed_attempt_left_is_removed() throws IOException {
    Files.createDirectories(place.resolve("out"));
    Path left = Files.createDirectories(place.resolve(".out.unfinished/item"));
    Files.writeString(left.resolve("part-0.parquet"), "half a file");
    dataSets().tpcds(0.001, directory("out"), table -> {});
    assertThat(directories()).containsExactly("out");
    assertThat(content(directory("out"))).hasSize(7);
  }

  @Test
  void a_file_is_refused() throws IOException {
    Files.writeString(place.resolve("file"), "mine");
    assertThatThrownBy(() -> dataSets().tpcds(0.001, directory("file"), table -> {}))
        .hasMessageContaining("something is there already");
    assertThatThrownBy(() -> dataSets().tpcds(0.001, directory("file/below"), table -> {}))
        .hasMessageStartingWith("Cannot write to");
    assertThat(place.resolve("file")).hasContent("mine");
  }
}
