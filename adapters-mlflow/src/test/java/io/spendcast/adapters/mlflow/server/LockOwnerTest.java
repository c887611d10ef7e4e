package io.spendcast.adapters.mlflow.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockOwnerTest {
  private String place;

  @BeforeEach
  void require_a_system_that_names_processes() {
    Assumptions.assumeTrue(LockOwner.place().isPresent(), "this system names no processes");
    place = LockOwner.place().orElseThrow();
  }

  /** The process of some command that has ended. */
  private static long ended() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process = new ProcessBuilder(java.toString(), "-version").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void this_process_lives_and_one_that_has_ended_is_dead() throws Exception {
    assertThat(LockOwner.create().isDead()).isFalse();
    assertThat(LockOwner.create()).isNotEqualTo(LockOwner.create());
    assertThat(new LockOwner("id " + LockOwner.ofProcess(place, ended())).isDead()).isTrue();
  }

  @Test
  void nobody_knows_of_processes_elsewhere() throws Exception {
    long pid = ended();
    for (String text : new String[] {"", "id", "id elsewhere " + pid, "id " + place + " x"}) {
      assertThat(new LockOwner(text).isDead()).as(text).isFalse();
    }
  }
}
