package io.spendcast.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativePathTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "meta.yaml",
        "models/tpcds_customer_spend_model/version-1/tags/spendcast.release",
        "sparkml/stages/0_model/part-00000-9f.c000.snappy.parquet",
        "day=2024-01-31/a b.txt",
        "...",
        "..a",
        "50%",
        "Käse"
      })
  void leads_to_a_place_below_the_directory(String value) {
    assertThat(new RelativePath(value).below(directory)).isEqualTo(directory.resolve(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "/",
        "/etc/passwd",
        "//host/share",
        "../other",
        "a/../../other",
        "a/..",
        "a/./b",
        "a//b",
        "a/",
        "%2e%2e/other",
        "%2E%2e%2Fother",
        "a%5c..%5cb",
        "%252e%252e/other",
        "a%00b",
        "..\\other",
        "C:\\other",
        "C:/other",
        "c:other",
        "a\u0000b",
        "a\nb"
      })
  void refuses_what_may_lead_elsewhere(String value) {
    assertThatThrownBy(() -> new RelativePath(value))
        .isInstanceOfSatisfying(
            SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID))
        .hasMessageStartingWith("Cannot use the path");
  }

  @Test
  void refuses_links_wherever_they_are_on_the_way() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("file"), "mine");
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    Files.createSymbolicLink(root.resolve("file"), elsewhere.resolve("file"));
    for (String value : new String[] {"linked", "linked/file", "linked/new", "file"}) {
      assertThatThrownBy(() -> new RelativePath(value).below(root))
          .as(value)
          .hasMessageContaining("is a symbolic link");
    }
  }
}
