package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopiesTest {
  @TempDir private Path directory;

  @Test
  void copies_are_where_the_process_keeps_what_need_not_last_and_are_made_once()
      throws IOException {
    Path scratch = directory.resolve("scratch");
    try (LocalCopies copies = new LocalCopies(scratch)) {
      Path copy = copies.of("a", to -> Files.writeString(to.resolve("model"), "trees"));
      assertThat(copy).startsWith(scratch);
      assertThat(copies.of("a", to -> Files.writeString(to.resolve("x"), "again"))).isEqualTo(copy);
      assertThat(copy.resolve("model")).hasContent("trees");
    }
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void a_copy_that_fails_leaves_nothing() {
    try (LocalCopies copies = new LocalCopies(directory)) {
      assertThatThrownBy(
              () ->
                  copies.of(
                      "a",
                      to -> {
                        Files.writeString(to.resolve("half"), "tre");
                        throw new IOException("gone");
                      }))
          .hasMessage("gone");
      assertThat(directory).isEmptyDirectory();
    }
  }
}
