package io.spendcast.adapters.spark.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.TestSession;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunLease;
import io.spendcast.testkit.RunLeaseContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeLeaseTest extends RunLeaseContract {
  @TempDir Path directory;

  @Override
  protected RunLease lease() {
    return lease(directory.resolve("lake").toString());
  }

  private static RunLease lease(String root) {
    return new LakeLease(new Lake(TestSession.session(), root), Clock.systemUTC());
  }

  private Process holding() throws IOException {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                HoldingRun.class.getName(),
                directory.resolve("lake").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(other.inputReader().readLine()).isEqualTo("holding");
    return other;
  }

  @Test
  void a_live_process_keeps_it_and_a_dead_one_does_not() throws Exception {
    Process other = holding();
    try {
      assertThatThrownBy(() -> lease().holding("run day", () -> 1))
          .isInstanceOfSatisfying(
              SpendcastException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT))
          .hasMessageContaining("run night, process " + other.pid());
    } finally {
      other.destroyForcibly().waitFor();
    }
    assertThat(directory.resolve("lake/.spendcast-lease")).exists();
    assertThat(lease().holding("run day", () -> 1)).isEqualTo(1);
  }

  @Test
  void leaves_nothing_behind() throws IOException {
    lease().holding("run a", () -> 1);
    assertThat(directory.resolve("lake")).doesNotExist();
    Files.createDirectories(directory.resolve("lake/raw"));
    lease().holding("run a", () -> 1);
    assertThat(directory.resolve("lake")).isDirectoryContaining("glob:**/raw");
    assertThat(directory.resolve("lake/.spendcast-lease")).doesNotExist();
  }

  @Test
  void writes_nothing_into_a_directory_of_others() throws IOException {
    Path thesis = Files.createDirectories(directory.resolve("lake")).resolve("thesis.txt");
    Files.writeString(thesis, "mine");
    lease()
        .holding(
            "run a",
            () -> {
              assertThat(directory.resolve("lake").toFile().list()).containsExactly("thesis.txt");
              return 1;
            });
  }

  @Test
  void other_lakes_and_lakes_without_a_disk_are_not_held() {
    lease()
        .holding(
            "run a",
            () -> {
              for (String other :
                  new String[] {
                    directory.resolve("other").toString(),
                    directory.resolve("third").toUri().toString(),
                    "catalog:main.sales",
                    "s3a://bucket/lake",
                    "abfss://container@account.dfs.core.windows.net/lake"
                  }) {
                assertThat(lease(other).holding("run b", () -> 2)).isEqualTo(2);
              }
              return 1;
            });
  }
}
