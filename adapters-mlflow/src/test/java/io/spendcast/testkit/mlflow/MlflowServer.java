package io.spendcast.testkit.mlflow;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real MLflow server with SQLite and served artifacts on a free port of this machine. It starts
 * with the first test class that needs it and stops when all tests are done.
 *
 * <p>Where there is no Python, or its packages cannot be had, the tests are skipped with the
 * reason; with {@code SPENDCAST_REQUIRE_SERVERS=true} they fail.
 */
public final class MlflowServer implements BeforeAllCallback {
  /** The newest server that the registry of Python packages gives whole. */
  public static final String CURRENT = "mlflow-3.17.2";

  /** The last line of MLflow 2. */
  public static final String PREVIOUS = "mlflow-2.22.5";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Whether a missing server fails tests instead of having them skipped. */
  static final String REQUIRED = "SPENDCAST_REQUIRE_SERVERS";

  private final String version;
  private final Map<String, String> environment;
  private Running running;

  private MlflowServer(String version) {
    this(version, System.getenv());
  }

  /** Reads the decision on what is missing from these variables. */
  MlflowServer(String version, Map<String, String> environment) {
    this.version = version;
    this.environment = environment;
  }

  /** The server of the current line. */
  public static MlflowServer current() {
    return new MlflowServer(CURRENT);
  }

  /** The server of MLflow 2. */
  public static MlflowServer previous() {
    return new MlflowServer(PREVIOUS);
  }

  /** Its address, as a tracking URI. */
  public URI uri() {
    return running.uri();
  }

  /** What it runs on, with xgboost and pandas to load models with. */
  public PythonEnvironment python() {
    return running.python();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ExtensionContext.Store store =
        context.getRoot().getStore(ExtensionContext.Namespace.create(MlflowServer.class));
    try {
      running =
          store.getOrComputeIfAbsent(
              version, line -> Running.start(line, Optional.empty()), Running.class);
    } catch (PythonEnvironment.Unavailable e) {
      missing(e);
    }
  }

  private void missing(PythonEnvironment.Unavailable reason) {
    if ("true".equals(environment.get(REQUIRED))) {
      fail(reason.getMessage(), reason);
    }
    Assumptions.abort(reason.getMessage());
  }

  /** Another server of the same line, over a store of files that MLflow asks not to start with. */
  public Served serve(Path store) {
    return Running.start(version, Optional.of(store));
  }

  /** A server that whoever asked for it stops. */
  public interface Served extends AutoCloseable {
    /** Its address, as a tracking URI. */
    URI uri();

    @Override
    void close();
  }

  /** The process; its workers are its descendants. */
  private record Running(Process process, Path data, URI uri, PythonEnvironment python)
      implements Served {
    static Running start(String version, Optional<Path> store) {
      try {
        PythonEnvironment python = PythonEnvironment.of(version);
        int port = freePort();
        Path data = Files.createTempDirectory(version);
        Process process = launch(python, data, store, port);
        Running server = new Running(process, data, URI.create("http://127.0.0.1:" + port), python);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        server.awaitHealth();
        return server;
      } catch (IOException e) {
        throw new PythonEnvironment.Unavailable(version + " cannot be started: " + e.getMessage());
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }

    private static Process launch(
        PythonEnvironment python, Path data, Optional<Path> store, int port) throws IOException {
      ProcessBuilder builder =
          new ProcessBuilder(
              List.of(
                  python.python().toString(),
                  "-m",
                  "mlflow",
                  "server",
                  "--backend-store-uri",
                  store
                      .map(Path::toString)
                      .orElseGet(() -> "sqlite:///" + data.resolve("mlflow.db")),
                  "--artifacts-destination",
                  data.resolve("artifacts").toString(),
                  "--host",
                  "127.0.0.1",
                  "--port",
                  Integer.toString(port),
                  "--workers",
                  "1"));
      Map<String, String> environment = builder.environment();
      environment.put("MLFLOW_DISABLE_TELEMETRY", "true");
      environment.put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
      environment.put("MLFLOW_ALLOW_FILE_STORE", Boolean.toString(store.isPresent()));
      // The server looks for its own helpers, such as gunicorn, on the path.
      environment.merge(
          "PATH", python.python().getParent().toString(), (old, own) -> own + ":" + old);
      return builder
          .directory(data.toFile())
          .redirectErrorStream(true)
          .redirectOutput(python.directory().resolve("server.log").toFile())
          .start();
    }

    private void awaitHealth() throws IOException {
      HttpClient http = HttpClient.newHttpClient();
      HttpRequest health =
          HttpRequest.newBuilder(uri.resolve("/health")).timeout(Duration.ofSeconds(5)).build();
      long start = System.nanoTime();
      while (!isHealthy(http, health)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
          close();
          throw new IOException("see " + python.directory().resolve("server.log"));
        }
      }
    }

    private static boolean isHealthy(HttpClient http, HttpRequest health) throws IOException {
      try {
        Thread.sleep(PAUSE.toMillis());
        return http.send(health, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      process.onExit().orTimeout(10, TimeUnit.SECONDS).handle((ended, e) -> ended).join();
      deleteData();
    }

    private void deleteData() {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        // Gone already, or still written to by what takes its time to end: the system's to clean.
        return;
      }
    }
  }
}
