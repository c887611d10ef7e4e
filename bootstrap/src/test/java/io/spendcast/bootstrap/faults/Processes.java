package io.spendcast.bootstrap.faults;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts the program as people start it. */
public final class Processes {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JVM = Path.of("..", "conf", "spark.jvm").toAbsolutePath();
  private static final String MAIN = "io.spendcast.bootstrap.Main";
  private static final String ARCHIVE = "classes.jsa";

  private Processes() {}

  /** Starts a command in a folder. */
  public static Started start(Path folder, Map<String, String> environment, List<String> line)
      throws IOException {
    return start(folder, environment, List.of(), line);
  }

  /**
   * Starts a command in a folder.
   *
   * @param before what stands before the command, such as {@code unshare}
   */
  static Started start(
      Path folder, Map<String, String> environment, List<String> before, List<String> line)
      throws IOException {
    return start(folder, before, archive(folder.resolveSibling(ARCHIVE)), environment, line);
  }

  private static Started start(
      Path folder,
      List<String> before,
      List<String> options,
      Map<String, String> environment,
      List<String> line)
      throws IOException {
    Path said = Files.createTempFile(folder.getParent(), "said", ".json");
    Path problems = said.resolveSibling(said.getFileName() + ".err");
    List<String> command = new ArrayList<>(before);
    command.addAll(java(options, productClassPath(), MAIN));
    command.addAll(line);
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(said.toFile())
            .redirectError(problems.toFile());
    process.environment().putAll(environment);
    return new Started(process.start(), said, problems);
  }

  /** A small machine that compiles little, since it lives for seconds. */
  static List<String> java(List<String> more, String classPath, String main) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + JVM,
                "-Xmx900m",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=200m",
                "-XX:+UseSerialGC"));
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  /** Java reads the classes that it loaded before from there, in half of the time. */
  private static List<String> archive(Path classes) {
    return Files.exists(classes)
        ? List.of("-XX:SharedArchiveFile=" + classes, "-Xlog:disable")
        : List.of();
  }

  /** The same command as a process that leaves the classes it loaded to all that come after it. */
  static Started startFirst(Path folder, List<String> line) throws IOException {
    return start(
        folder,
        List.of(),
        List.of("-XX:ArchiveClassesAtExit=" + folder.resolveSibling(ARCHIVE), "-Xlog:disable"),
        Map.of(),
        line);
  }

  /** What the launcher takes where it was built, or else what these tests have. */
  private static String productClassPath() throws IOException {
    Path lib = TARGET.resolve("lib");
    return Files.isDirectory(lib)
        ? jar() + File.pathSeparator + lib + "/*"
        : System.getProperty("java.class.path");
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(TARGET)) {
      return files
          .filter(
              file ->
                  file.getFileName()
                      .toString()
                      .matches("spendcast-bootstrap-[^-]+(-SNAPSHOT)?\\.jar"))
          .findFirst()
          .orElse(TARGET.resolve("classes"));
    }
  }

  /**
   * A command at work.
   *
   * @param process its process
   * @param said where its answer goes
   * @param problems where everything else goes
   */
  public record Started(Process process, Path said, Path problems) {
    /** Kills it as a power cut does, unless it has ended; says whether it had not. */
    public boolean kill() throws InterruptedException {
      boolean alive = process.isAlive();
      process.destroyForcibly().waitFor();
      return alive;
    }

    Ended ended() throws IOException, InterruptedException {
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly().waitFor();
      }
      return Ended.of(process.exitValue(), said, problems);
    }
  }
}
