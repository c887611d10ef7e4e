package io.spendcast.bootstrap.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ServeProcessTest {
  private static final Pattern SERVING = Pattern.compile("on http://127\\.0\\.0\\.1:([0-9]+),");
  private static final int INTERRUPTED = 130;

  @TempDir private Path directory;
  private Process process;

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Classes are logged as they are loaded: Spark's own are only asked whether it runs already. */
  @Test
  void it_serves_without_spark_until_a_signal_ends_it() throws Exception {
    Path predictions = Files.createDirectories(directory.resolve("lake/predictions/tpcds"));
    SmallContext.write(predictions.resolve("context-staging.json"), SmallContext.version(4));
    start(
        List.of(
            "-Xlog:class+load:file=" + directory.resolve("classes.log"),
            "-Dsun.net.httpserver.maxReqTime=1"),
        "serve",
        "--stage",
        "staging",
        "--port",
        "0");
    int port = port();
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s/health/ready".formatted(port)))
            .build();
    HttpResponse<String> ready = client.send(request, BodyHandlers.ofString());
    assertThat(ready.body()).contains("\"model_version\":4");
    assertThat(loaded()).contains("io.spendcast.bootstrap.serve.ForecastServer");
    assertThat(loaded())
        .filteredOn(name -> name.matches("org\\.apache\\.(spark\\.SparkEnv|hadoop).*|ml\\.dmlc.*"))
        .isEmpty();
    assertThatHalfARequestIsCutOff(port);
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
    assertThat(said()).contains("Stopped by a signal. All requests that had come are answered.");
  }

  private List<String> loaded() throws IOException {
    Matcher names =
        Pattern.compile("\\[class,load] (\\S+)")
            .matcher(Files.readString(directory.resolve("classes.log")));
    return names.results().map(found -> found.group(1)).toList();
  }

  private static void assertThatHalfARequestIsCutOff(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write("POST /fore".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void without_a_context_it_ends_and_says_what_to_do() throws Exception {
    start(List.of(), "serve", "--context", "none.json");
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(said()).contains("there is no file", "spendcast context --out none.json");
    start(List.of(), "serve");
    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(said()).contains("context-production.json", "spendcast predict");
    start(List.of(), "serve", "--stage", "staging", "--context", "none.json");
    assertThat(process.waitFor()).isEqualTo(2);
  }

  private void start(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.addAll(List.of("-cp", absolute(), "io.spendcast.bootstrap.Main"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().remove(BearerToken.VARIABLE);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile())
            .start();
  }

  /** The process works in another directory. */
  private static String absolute() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(part -> Path.of(part).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private int port() throws IOException, InterruptedException {
    while (process.isAlive()) {
      Matcher serving = SERVING.matcher(said());
      if (serving.find()) {
        return Integer.parseInt(serving.group(1));
      }
      Thread.sleep(20);
    }
    throw new AssertionError(said());
  }

  private String said() throws IOException {
    return Files.readString(directory.resolve("said"));
  }
}
