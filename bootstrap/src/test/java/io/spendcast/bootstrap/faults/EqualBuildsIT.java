package io.spendcast.bootstrap.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.testkit.Attacks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who builds the same source anywhere has the same jars, so that anybody can check a release. */
@Tag("faults")
final class EqualBuildsIT {
  @TempDir private Path directory;

  @Test
  void two_builds_in_two_folders_are_equal_byte_for_byte() throws Exception {
    try (Attacks attacks = Attacks.of("jars of two builds in two folders compared")) {
      attacks.begin();
      Path said = directory.resolve("said.txt");
      Process builds =
          new ProcessBuilder(
                  Path.of("src", "test", "sh", "equal-builds.sh").toAbsolutePath().toString(),
                  "--built")
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(ends(builds)).as(Files.readString(said)).isTrue();
      assertThat(builds.exitValue()).as(Files.readString(said)).isZero();
      assertThat(said).content().contains("-cluster.jar").doesNotContain("DIFFERENT");
      attacks.survive();
    }
  }

  /** A build that hangs goes with all that it started. */
  private static boolean ends(Process builds) throws InterruptedException {
    boolean ends = builds.waitFor(45, TimeUnit.MINUTES);
    builds.descendants().forEach(ProcessHandle::destroy);
    builds.destroy();
    return ends;
  }
}
