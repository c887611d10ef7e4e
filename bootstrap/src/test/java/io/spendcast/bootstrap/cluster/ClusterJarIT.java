package io.spendcast.bootstrap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.bootstrap.cluster.StandaloneCluster.Submitted;
import io.spendcast.domain.workflow.Task;
import io.spendcast.domain.workflow.Workflow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The jar for a cluster does the whole workflow on a plain Spark, task by task in a process of its
 * own, with a session that is not its own and without the right to end the process.
 */
final class ClusterJarIT {
  private static final Path WORK = Path.of("target", "cluster-jar").toAbsolutePath();

  private static final String SECRET = "dapi-0123456789-very-secret";

  /** Stays if the test fails, for whoever wants to read the logs. */
  @TempDir(factory = UnderTarget.class, cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private static final class UnderTarget implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext field, ExtensionContext test)
        throws IOException {
      return Files.createTempDirectory(Files.createDirectories(WORK), "run-");
    }
  }

  @Test
  void every_task_runs_alone_on_a_cluster_that_has_nothing_but_spark_and_delta() throws Exception {
    Path platform = platformJar();
    try (StandaloneCluster cluster =
        StandaloneCluster.start(Files.createDirectories(directory.resolve("spark")))) {
      for (Task task : tasks()) {
        long start = System.nanoTime();
        Submitted done =
            cluster.submit(
                task.label(),
                PlatformTask.class.getName(),
                List.of(ClusterJar.file(), platform),
                arguments(task),
                Map.of("DATABRICKS_TOKEN", SECRET, "MLFLOW_TRACKING_TOKEN", SECRET));
        System.out.printf(
            "%s took %.1f s%n%s", task.label(), (System.nanoTime() - start) / 1e9, done.out());
        assertThat(done.exit()).as(done.out() + done.err()).isZero();
        assertThat(done.out())
            .contains("\"command\":\"%s\"".formatted(task.label()), "\"status\":\"done\"")
            .contains("PLATFORM was told: There is no command no-such-command.")
            .contains(
                "PLATFORM after %s: session answers 500 on %s with 2 executors"
                    .formatted(task.label(), cluster.master()));
      }
    }
    assertThat(directory.resolve("lake/predictions/tpcds/customer_spend_predictions/_delta_log"))
        .isDirectory();
    try (Stream<Path> records = Files.walk(directory.resolve("mlruns"))) {
      assertThat(records)
          .as("XGBoost trained on the executors")
          .anyMatch(file -> file.getFileName().toString().endsWith(".ubj"));
    }
    assertThat(holding(SECRET)).as("tables, manifests, runs, models and logs").isEmpty();
  }

  private List<Path> holding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !file.toString().endsWith(".jar") && !file.toString().endsWith(".jsa"))
          .filter(file -> read(file).contains(text))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Task> tasks() {
    return Workflow.STANDARD.tasks();
  }

  private List<String> arguments(Task task) {
    List<String> arguments = new ArrayList<>(List.of(task.label(), "--json", "--run-id", "one"));
    for (String setting :
        List.of(
            "lake=" + directory.resolve("lake"),
            "tracking.uri=file:" + directory.resolve("mlruns"),
            "source.kind=planted",
            "source.planted.customers=300",
            "training.train-as-ofs=3",
            "training.test-as-ofs=2",
            "training.algorithms=[baselines, linear, xgboost]")) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments;
  }

  /** The platform's own code, which is not in our jar. */
  private Path platformJar() throws IOException {
    Path jar = directory.resolve("platform.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String name : List.of("PlatformTask", "PlatformTask$NobodyExits")) {
        String entry =
            PlatformTask.class.getPackageName().replace('.', '/') + "/" + name + ".class";
        out.putNextEntry(new JarEntry(entry));
        try (InputStream in = PlatformTask.class.getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }
}
