package io.spendcast.adapters.mlflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.spendcast.adapters.mlflow.MlflowConfig;
import io.spendcast.adapters.mlflow.server.Artifacts;
import io.spendcast.adapters.mlflow.server.FaultyServer;
import io.spendcast.adapters.mlflow.server.FaultyServer.Fault;
import io.spendcast.adapters.mlflow.server.LocalArtifacts;
import io.spendcast.adapters.mlflow.server.ServerTracker;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and who learns what. */
final class ServerAccessTest {
  private static final Map<String, String> TOKEN = Map.of("MLFLOW_TRACKING_TOKEN", "s3cret");
  private static final Map<String, String> USER =
      Map.of("MLFLOW_TRACKING_USERNAME", "ann", "MLFLOW_TRACKING_PASSWORD", "s3cret");

  @TempDir private Path directory;

  @Test
  void a_token_goes_before_a_user() throws IOException {
    assertThat(authorization(TOKEN)).isEqualTo("Bearer s3cret");
    assertThat(authorization(USER))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8)));
    assertThat(authorization(Map.of())).isEqualTo("null");
  }

  private static String authorization(Map<String, String> environment) throws IOException {
    try (FaultyServer server =
        FaultyServer.alone(Fault.answer(401, "text/plain", "who are you?"))) {
      assertInvalid(() -> tracker(server.uri().toString(), environment).find("key"));
      String request = server.requests().get(0);
      return request.substring(request.indexOf("get-by-name ") + "get-by-name ".length());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://mlflow.example.com", "http://10.0.0.7:5000/prefix"})
  void no_credentials_travel_in_the_open(String uri) {
    assertThat(assertInvalid(() -> tracker(uri, TOKEN))).contains("in the open", "https");
    assertThat(assertInvalid(() -> tracker(uri, USER))).contains("in the open", "https");
    tracker(uri, Map.of());
  }

  @Test
  void only_this_machine_may_show_any_certificate() {
    Map<String, String> insecure = Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true");
    assertThat(assertInvalid(() -> tracker("https://mlflow.example.com", insecure)))
        .contains("MLFLOW_TRACKING_SERVER_CERT_PATH");
    tracker("https://localhost", insecure);
  }

  @Test
  void a_certificate_that_is_not_there_is_named() {
    Map<String, String> missing =
        Map.of("MLFLOW_TRACKING_SERVER_CERT_PATH", directory.resolve("none.pem").toString());
    assertThat(assertInvalid(() -> tracker("https://localhost", missing))).contains("none.pem");
  }

  @Test
  void a_server_with_a_certificate_of_its_own_is_trusted_if_that_is_named() throws Exception {
    Path pem = directory.resolve("server.pem");
    HttpsServer server = secure(pem);
    try {
      String uri = "https://localhost:" + server.getAddress().getPort();
      assertThat(assertInvalid(() -> tracker(uri, TOKEN).find("key")))
          .contains("MLFLOW_TRACKING_SERVER_CERT_PATH");
      Map<String, String> named =
          Map.of(
              "MLFLOW_TRACKING_TOKEN",
              "s3cret",
              "MLFLOW_TRACKING_SERVER_CERT_PATH",
              pem.toString());
      assertThat(tracker(uri, named).find("key")).isEmpty();
      assertThat(tracker(uri, Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true")).find("key"))
          .isEmpty();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void files_that_only_the_server_reaches_are_not_written_to_our_disk_instead() throws IOException {
    String onItsDisk = directory.resolve("mlruns").toString();
    Server elsewhere = server("https://mlflow.example.com", Map.of());
    assertThat(assertInvalid(() -> Artifacts.at(onItsDisk, elsewhere.calls(), elsewhere.address())))
        .contains("--serve-artifacts");
    Server here = server("http://127.0.0.1:5000", Map.of());
    assertThat(Artifacts.at(onItsDisk, here.calls(), here.address()))
        .isInstanceOf(LocalArtifacts.class);
  }

  @Test
  void local_files_are_kept_listed_and_copied() throws IOException {
    Server here = server("http://127.0.0.1:5000", Map.of());
    String root = directory.resolve("artifacts").toUri().toString();
    Artifacts artifacts = Artifacts.at(root, here.calls(), here.address());
    assertThat(artifacts.sizes()).isEmpty();
    artifacts.put("model/MLmodel", "a: b");
    artifacts.put("copy", directory.resolve("artifacts/model/MLmodel"));
    assertThat(artifacts.sizes()).isEqualTo(Map.of("copy", 4L, "model/MLmodel", 4L));
    artifacts.fetch("model/MLmodel", 4, directory.resolve("fetched"));
    assertThat(directory.resolve("fetched")).hasContent(artifacts.text("copy"));
  }

  @Test
  void nothing_shows_a_secret() {
    Access access = new Access(TOKEN);
    MlflowConfig config = new MlflowConfig("https://mlflow.example.com", "", "spendcast", TOKEN);
    assertThat(config + " " + access + " " + access.token().isPresent()).doesNotContain("s3cret");
  }

  /** Answers, as MLflow does, that there is no such experiment. */
  private HttpsServer secure(Path pem) throws Exception {
    Path keys = directory.resolve("keys.p12");
    keytool(
        "-genkeypair -alias mlflow -keyalg EC -dname CN=localhost -ext san=dns:localhost", keys);
    keytool("-exportcert -rfc -alias mlflow -file " + pem, keys);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(keys)) {
      store.load(file, "changeit".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    byte[] absent =
        "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, absent.length);
          exchange.getResponseBody().write(absent);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static void keytool(String command, Path keys) throws Exception {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    line.addAll(List.of(command.split(" ")));
    line.addAll(List.of("-keystore", keys.toString(), "-storepass", "changeit"));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private static ServerTracker tracker(String uri, Map<String, String> environment) {
    return new ServerTracker(server(uri, environment), "spendcast", Clock.systemUTC());
  }

  private static Server server(String uri, Map<String, String> environment) {
    ServerAddress address = ServerAddress.parse("tracking.uri", uri);
    return new Server(address, new Access(environment), Timeouts.DEFAULT);
  }

  private static String assertInvalid(ThrowingCallable call) {
    SpendcastException failure = catchThrowableOfType(SpendcastException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(Kind.INVALID);
    assertThat(failure.getMessage()).doesNotContain("s3cret");
    return failure.getMessage();
  }
}
