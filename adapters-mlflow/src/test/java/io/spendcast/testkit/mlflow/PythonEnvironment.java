package io.spendcast.testkit.mlflow;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python of our own with pinned packages, made once below {@code target} and used by every module
 * and build until the pins change.
 */
public final class PythonEnvironment {
  private static final int PATIENCE_IN_MINUTES = 10;

  private final String pins;
  private final Path directory;

  private PythonEnvironment(String name, String pins) {
    this.pins = pins;
    this.directory = target().resolve(name);
  }

  /** Python with what loads models of every kind, Spark's included, but without a server. */
  public static final String CLIENT = "client-3.17.2";

  /** The environment whose pins lie beside this class, made if it is not there. */
  public static PythonEnvironment of(String name) {
    try (InputStream file = PythonEnvironment.class.getResourceAsStream(name + ".txt")) {
      if (file == null) {
        throw new Unavailable("there are no pins for " + name);
      }
      String pins = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      PythonEnvironment environment = new PythonEnvironment(name, pins);
      environment.makeOnce();
      return environment;
    } catch (IOException e) {
      throw new Unavailable("Python packages " + name + " cannot be installed: " + e.getMessage());
    }
  }

  /** The same; where it cannot be had the test is skipped, or fails if servers are required. */
  public static PythonEnvironment orSkip(String name) {
    try {
      return of(name);
    } catch (Unavailable e) {
      if ("true".equals(System.getenv(MlflowServer.REQUIRED))) {
        fail(e.getMessage(), e);
      }
      return Assumptions.abort(e.getMessage());
    }
  }

  /** The interpreter. */
  public Path python() {
    return directory.resolve("bin").resolve("python");
  }

  Path directory() {
    return directory;
  }

  /** Runs the interpreter; its failure is one of the test, with what it said. */
  public void run(Path workingDirectory, String... arguments) {
    List<String> line = new ArrayList<>(List.of(python().toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(workingDirectory.toFile()).redirectErrorStream(true);
    builder.environment().put("MLFLOW_ALLOW_FILE_STORE", "true");
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    try {
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        fail(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The build's directory of the whole project, whichever module runs. */
  private static Path target() {
    Path place = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(place.resolve(".mvn"))) {
      place = place.getParent();
    }
    return place.resolve("target").resolve("python");
  }

  /** One process at a time; what was left half is made anew. */
  private void makeOnce() throws IOException {
    Files.createDirectories(directory.getParent());
    Path lock = directory.resolveSibling(directory.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Path made = directory.resolve("pins.txt");
      if (!held.isValid() || !Files.exists(made) || !Files.readString(made).equals(pins)) {
        make();
        Files.writeString(made, pins);
      }
    }
  }

  private void make() throws IOException {
    run(List.of("python3", "-m", "venv", "--clear", "--without-pip", directory.toString()));
    Path wanted = Files.writeString(directory.resolve("wanted.txt"), pins);
    run(
        List.of(
            "python3",
            "-m",
            "pip",
            "--python",
            python().toString(),
            "--disable-pip-version-check",
            "install",
            "--quiet",
            "--no-deps",
            "--no-compile",
            "--requirement",
            wanted.toString()));
  }

  private void run(List<String> command) throws IOException {
    File log = new File(directory + ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    try {
      if (!process.waitFor(PATIENCE_IN_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(command + " takes too long");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(command + " failed, see " + log);
    }
  }

  /** There is no such thing here; the message says why. */
  static final class Unavailable extends RuntimeException {
    Unavailable(String reason) {
      super(reason);
    }
  }
}
