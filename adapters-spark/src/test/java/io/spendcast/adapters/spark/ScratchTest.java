package io.spendcast.adapters.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir private Path parent;

  /** Another process that makes scratch space and is killed with files in it. */
  static final class Holding {
    private Holding() {}

    /** Makes it below the directory that is named, says where, and waits. */
    public static void main(String[] arguments) throws IOException {
      Path directory = Scratch.below(Path.of(arguments[0])).directory();
      Files.createDirectories(directory.resolve("a/b"));
      Files.writeString(directory.resolve("a/b/model"), "trees");
      System.out.println(directory);
      System.in.read();
    }
  }

  private Process holding() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Holding.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void nobody_else_can_look_into_it_and_it_is_gone_when_closed() throws IOException {
    Path directory;
    try (Scratch scratch = Scratch.below(parent)) {
      directory = scratch.directory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
      Files.createDirectories(directory.resolve("a/b"));
      Files.writeString(directory.resolve("a/b/model"), "trees");
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void two_in_one_process_do_not_disturb_each_other() {
    try (Scratch one = Scratch.below(parent);
        Scratch other = Scratch.below(parent)) {
      assertThat(one.directory()).isDirectory().isNotEqualTo(other.directory());
      assertThat(other.directory()).isDirectory();
    }
  }

  @Test
  void what_a_killed_process_left_is_removed_and_what_a_live_one_uses_is_not() throws Exception {
    Process other = holding();
    Path left = Path.of(other.inputReader().readLine());
    try (Scratch meanwhile = Scratch.below(parent)) {
      assertThat(left.resolve("a/b/model")).exists();
      other.destroyForcibly().waitFor();
      assertThat(left.resolve("a/b/model")).exists();
      try (Scratch next = Scratch.below(parent)) {
        assertThat(left).doesNotExist();
        assertThat(meanwhile.directory()).isDirectory();
        assertThat(next.directory()).isDirectory();
      }
    }
  }

  @Test
  void a_process_that_ends_by_itself_or_is_told_to_leaves_nothing() throws Exception {
    Process other = holding();
    Path directory = Path.of(other.inputReader().readLine());
    other.destroy();
    other.waitFor();
    assertThat(directory).doesNotExist();
  }

  @Test
  void what_was_never_locked_is_removed_once_it_is_old() throws IOException {
    Path begun = Files.createDirectories(parent.resolve("spendcast-scratch-begun"));
    Path left = Files.createDirectories(parent.resolve("spendcast-scratch-left"));
    Files.writeString(left.resolve(".in-use.new"), "");
    Files.setLastModifiedTime(
        left, FileTime.from(Files.getLastModifiedTime(begun).toInstant().minusSeconds(7200)));
    Scratch.below(parent).close();
    assertThat(left).doesNotExist();
    assertThat(begun).exists();
  }

  @Test
  void processes_that_begin_and_end_meanwhile_disturb_nobody() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    Thread others =
        new Thread(
            () -> {
              while (!ended.get()) {
                Path left = parent.resolve("spendcast-scratch-" + System.nanoTime());
                assertThat(left.toFile().mkdir() && left.toFile().delete()).isTrue();
              }
            });
    others.start();
    try {
      for (int i = 0; i < 200; i++) {
        Scratch.below(parent).close();
      }
    } finally {
      ended.set(true);
      others.join();
    }
  }

  @Test
  void links_and_files_of_that_name_are_left_alone() throws IOException {
    Path victim = Files.createDirectories(parent.resolve("victim"));
    Files.writeString(victim.resolve(".in-use"), "");
    Files.writeString(victim.resolve("mine"), "mine");
    Files.createSymbolicLink(parent.resolve("spendcast-scratch-1"), victim);
    Files.writeString(parent.resolve("spendcast-scratch-2"), "a file");
    Files.createDirectories(parent.resolve("spendcast-scratch-3/unlocked"));
    Scratch.below(parent).close();
    assertThat(victim.resolve("mine")).exists();
    assertThat(parent.resolve("spendcast-scratch-2")).exists();
    assertThat(parent.resolve("spendcast-scratch-3/unlocked")).exists();
  }
}
