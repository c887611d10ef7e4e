package io.spendcast.adapters.spark.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinksTest {
  @TempDir Path directory;
  private Path sales;

  @BeforeEach
  void write_a_file_of_sales() throws IOException {
    sales = Files.createDirectories(directory.resolve("sälés #1"));
    Files.writeString(sales.resolve("may.csv"), "who,day,total\na,2024-05-01,1\n");
  }

  private SourceFiles files() {
    return SourceFiles.at(sales.toString(), new Configuration());
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::files)
        .asInstanceOf(InstanceOfAssertFactories.type(SpendcastException.class))
        .satisfies(refused -> assertThat(refused.kind()).isEqualTo(Kind.INVALID))
        .satisfies(refused -> assertThat(refused).hasMessageContaining(why));
  }

  @Test
  void a_link_from_a_folder_to_itself_is_refused() throws IOException {
    Files.createSymbolicLink(sales.resolve("again"), Path.of("."));
    assertRefused("again: it is a link back to");
  }

  @Test
  void a_link_to_a_folder_above_is_refused() throws IOException {
    Files.createSymbolicLink(sales.resolve("above"), directory);
    assertRefused("above: it is a link back to");
  }

  @Test
  void two_folders_that_link_to_each_other_are_refused() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.createSymbolicLink(sales.resolve("there"), other);
    Files.createSymbolicLink(other.resolve("back"), sales);
    assertRefused("there/back: it is a link back to");
  }

  @Test
  void a_link_to_a_file_beside_it_is_refused() throws IOException {
    Files.createSymbolicLink(sales.resolve("newest.csv"), Path.of("may.csv"));
    assertRefused("a link makes it the same file as");
  }

  @Test
  void links_to_what_is_elsewhere_are_read() throws IOException {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("june.csv"), "who,day,total\na,2024-06-01,1\n");
    Files.createSymbolicLink(sales.resolve("folder"), elsewhere);
    Path linked = Files.createSymbolicLink(directory.resolve("linked"), sales);
    assertThat(files().files()).hasSize(2);
    assertThat(SourceFiles.at(linked.toString(), new Configuration()).files()).hasSize(2);
  }
}
