package io.spendcast.bootstrap.faults;

import io.spendcast.bootstrap.cli.Program;
import io.spendcast.bootstrap.cli.answer.ExitCode;
import io.spendcast.bootstrap.wiring.Wiring;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A process that runs one command after another, as a service does, so that Java and Spark are
 * warm: what is raced or healed needs no start of its own. What is killed gets a process of its
 * own.
 */
final class Worker implements AutoCloseable {
  private static final String BETWEEN = "\t";

  private final Path folder;
  private final Process process;
  private final BufferedReader answers;
  private final PrintStream orders;
  private int count;

  /** Starts one, which leaves what it says in a folder. */
  Worker(Path folder) throws IOException {
    this(folder, Map.of(), List.of());
  }

  /**
   * Starts one with more in its environment.
   *
   * @param before what stands before its command, such as {@code unshare}
   */
  Worker(Path folder, Map<String, String> environment, List<String> before) throws IOException {
    this.folder = Files.createDirectories(folder);
    List<String> command = new ArrayList<>(before);
    command.addAll(
        Processes.java(List.of(), System.getProperty("java.class.path"), Worker.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(folder.resolve("worker.err").toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  long pid() {
    return process.pid();
  }

  /** Runs a command to its end. */
  Ended run(List<String> line) throws IOException {
    begin(line);
    return await();
  }

  /** Begins a command; the worker does nothing else until somebody waits for its end. */
  void begin(List<String> line) {
    count++;
    List<String> order = new ArrayList<>(List.of(said().toString(), problems().toString()));
    order.addAll(line);
    orders.println(String.join(BETWEEN, order));
  }

  /** Waits for the end of the command that began. */
  Ended await() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the worker died: " + Files.readString(folder.resolve("worker.err")));
    }
    return Ended.of(Integer.parseInt(answer), said(), problems());
  }

  /** Whether the command that began has not ended. */
  boolean isAtWork() throws IOException {
    return !answers.ready();
  }

  private Path said() {
    return folder.resolve("said-" + count + ".json");
  }

  private Path problems() {
    return folder.resolve("said-" + count + ".err");
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroy();
  }

  /** Runs a command in the process of the tests, which is warm already. */
  static Ended inThisProcess(Path folder, List<String> line) throws IOException {
    Files.createDirectories(folder);
    Path said = Files.createTempFile(folder, "said", ".json");
    Path problems = Files.createTempFile(folder, "said", ".err");
    List<String> order = new ArrayList<>(List.of(said.toString(), problems.toString()));
    order.addAll(line);
    return Ended.of(perform(order).number(), said, problems);
  }

  /** Does what the lines of standard input say, and answers each with an exit code. */
  public static void main(String[] arguments) throws IOException {
    PrintStream answers = System.out;
    System.setOut(System.err);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      List<String> order = List.of(line.split(BETWEEN));
      answers.println(perform(order).number());
    }
  }

  private static ExitCode perform(List<String> order) {
    try (PrintStream said = stream(order.get(0));
        PrintStream problems = stream(order.get(1))) {
      Clock clock = Clock.systemUTC();
      return new Program(new Wiring(clock), clock, said, problems)
          .run(order.subList(2, order.size()));
    }
  }

  private static PrintStream stream(String file) {
    try {
      return new PrintStream(Files.newOutputStream(Path.of(file)), true, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
