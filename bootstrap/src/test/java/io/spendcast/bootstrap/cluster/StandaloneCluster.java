package io.spendcast.bootstrap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plain Spark distribution of Maven's jars, with a master and two workers on this machine's
 * loopback, and {@code spark-submit}.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final List<String> SMALL_JVM =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final List<String> WORKERS = List.of("worker-1", "worker-2");
  private static final String SHARED = "-XX:SharedArchiveFile=";

  private final Path home;
  private final String master;
  private final List<Process> started = new CopyOnWriteArrayList<>();

  private StandaloneCluster(Path home, int port) {
    this.home = home;
    this.master = "spark://127.0.0.1:" + port;
  }

  /** Starts it in a directory of its own. */
  static StandaloneCluster start(Path home) throws IOException, InterruptedException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (Path jar : distribution()) {
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    Files.createDirectories(home.resolve("tmp"));
    int port = freePort();
    StandaloneCluster cluster = new StandaloneCluster(home, port);
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::kill, "stop-cluster"));
    try {
      cluster.begin(port);
    } catch (IOException | InterruptedException | AssertionError e) {
      cluster.close();
      throw e;
    }
    return cluster;
  }

  private void begin(int port) throws IOException, InterruptedException {
    daemon("master", "org.apache.spark.deploy.master.Master", "--port", Integer.toString(port));
    for (String name : WORKERS) {
      daemon(
          name,
          "org.apache.spark.deploy.worker.Worker",
          "--cores",
          "1",
          "--memory",
          "700m",
          "--work-dir",
          home.resolve(name).toString(),
          master);
    }
    for (String name : WORKERS) {
      await(name, "Successfully registered with master");
    }
  }

  /** The classes of the distribution and of Java, and no others. */
  static URLClassLoader classes() throws IOException {
    List<URL> jars = new ArrayList<>();
    for (Path jar : distribution()) {
      jars.add(jar.toUri().toURL());
    }
    return new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private static List<Path> distribution() throws IOException {
    String named = Files.readString(Path.of("src", "test", "spark", "target", "classpath")).strip();
    return Arrays.stream(named.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  /** The address of the master. */
  String master() {
    return master;
  }

  /** What a submitted class printed, and how its process ended. */
  record Submitted(int exit, String out, String err) {}

  /** Submits a class of these jars, of which the first is the application's. */
  Submitted submit(
      String name,
      String main,
      List<Path> jars,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> command = java("-Xmx800m");
    boolean isFirst = !Files.exists(sparkClasses());
    command.add((isFirst ? "-XX:ArchiveClassesAtExit=" : SHARED) + sparkClasses());
    command.add("-Djava.security.manager=allow");
    command.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
    command.addAll(List.of("--class", main, "--name", name));
    command.addAll(List.of("--jars", jars.get(1).toString()));
    settings(isFirst ? "-Xshare:auto" : SHARED + sparkClasses())
        .forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(jars.get(0).toString());
    command.addAll(arguments);
    Process process = start(name, command, environment);
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    started.remove(process);
    return new Submitted(
        process.exitValue(),
        Files.readString(log(name, "out")),
        Files.readString(log(name, "err")));
  }

  /** Spark's classes as Java keeps them in memory, left by the first process for those after it. */
  private Path sparkClasses() {
    return home.resolve("spark.jsa");
  }

  /** What a Databricks cluster has as well, and what makes two small machines out of one. */
  private Map<String, String> settings(String executorOption) {
    return Map.ofEntries(
        Map.entry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
        Map.entry(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
        Map.entry("spark.driver.host", "127.0.0.1"),
        Map.entry("spark.driver.bindAddress", "127.0.0.1"),
        Map.entry("spark.executor.memory", "700m"),
        Map.entry(
            "spark.executor.extraJavaOptions",
            String.join(" ", SMALL_JVM) + " " + temporary() + " " + executorOption),
        Map.entry("spark.sql.shuffle.partitions", "2"),
        // Executors of one host read each other's shuffle files, which ours cannot: they stand for
        // two machines.
        Map.entry("spark.shuffle.readHostLocalDisk", "false"),
        // Compiling every plan costs more than running it over a handful of rows.
        Map.entry("spark.sql.codegen.wholeStage", "false"),
        Map.entry("spark.sql.codegen.factoryMode", "NO_CODEGEN"),
        Map.entry("spark.log.level", "WARN"),
        Map.entry("spark.databricks.delta.snapshotPartitions", "1"),
        Map.entry("spark.ui.enabled", "false"),
        Map.entry("spark.ui.showConsoleProgress", "false"));
  }

  private void daemon(String name, String main, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = java("-Xmx160m");
    command.addAll(List.of(main, "--host", "127.0.0.1", "--webui-port", "0"));
    command.addAll(List.of(arguments));
    // Machines share no temporary directory, but each has one of its own.
    start(
        name,
        WORKERS.contains(name) ? Machine.without(home.resolve("tmp"), command) : command,
        Map.of());
  }

  private List<String> java(String heap) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of("..", "conf", "spark.jvm"));
    command.add(heap);
    command.add(temporary());
    command.addAll(SMALL_JVM);
    command.addAll(List.of("-cp", classPath()));
    return command;
  }

  private String temporary() {
    return "-Djava.io.tmpdir=" + home.resolve("tmp");
  }

  /** As workers start executors, or these could not use the classes that the others left. */
  private String classPath() {
    return Stream.of("conf", "jars/slf4j-api-2.0.16.jar", "jars/*")
        .map(entry -> home.resolve(entry).toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Process start(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectOutput(log(name, "out").toFile())
            .redirectError(log(name, "err").toFile());
    process
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", home.toString(),
                "SPARK_SCALA_VERSION", "2.13",
                "SPARK_LOCAL_IP", "127.0.0.1",
                "SPARK_LOCAL_DIRS", home.resolve("tmp").toString(),
                "SPARK_LOCAL_HOSTNAME", "127.0.0.1"));
    process.environment().remove("DATABRICKS_RUNTIME_VERSION");
    process.environment().putAll(environment);
    Process running = process.start();
    started.add(running);
    return running;
  }

  private void await(String name, String words) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!(Files.readString(log(name, "err")) + Files.readString(log(name, "out")))
        .contains(words)) {
      assertThat(started).as("the cluster's processes, see " + home).allMatch(Process::isAlive);
      assertThat(System.nanoTime()).as("%s says: %s", name, words).isLessThan(end);
      Thread.sleep(200);
    }
  }

  private Path log(String name, String stream) {
    return home.resolve(name + "." + stream);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void kill() {
    started.forEach(Process::destroyForcibly);
  }

  /** Asks the workers first, who stop their executors. */
  @Override
  public void close() {
    started.forEach(Process::destroy);
    try {
      for (Process process : started) {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while stopping", e));
    }
  }
}
