package io.spendcast.adapters.databricks.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.databricks.WorkspaceServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkspaceTest {
  /** Where the build says that profiles are; there are none but in this test. */
  private static final Path PROFILES = Path.of(System.getenv("DATABRICKS_CONFIG_FILE"));

  @Test
  void a_token_that_was_renewed_is_used_after_a_few_minutes() throws IOException {
    AtomicLong nanos = new AtomicLong();
    try (WorkspaceServer server = new WorkspaceServer()) {
      Workspace workspace =
          new Workspace(new Workspace.Access("", "", "late"), attempt -> {}, nanos::get);
      profile(server, "first");
      assertThat(workspace.authorization()).isEqualTo("Bearer first");
      profile(server, "second");
      nanos.addAndGet(Duration.ofMinutes(4).toNanos());
      assertThat(workspace.authorization()).isEqualTo("Bearer first");
      nanos.addAndGet(Duration.ofMinutes(2).toNanos());
      assertThat(workspace.authorization()).isEqualTo("Bearer second");
      assertThat(workspace.host()).isEqualTo(server.host());
    } finally {
      Files.deleteIfExists(PROFILES);
    }
  }

  private static void profile(WorkspaceServer server, String token) throws IOException {
    Files.writeString(PROFILES, "[late]\nhost = %s\ntoken = %s\n".formatted(server.host(), token));
  }
}
