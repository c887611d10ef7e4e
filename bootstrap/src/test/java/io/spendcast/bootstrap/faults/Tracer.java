package io.spendcast.bootstrap.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Kills a process exactly at one of its calls to the system, by {@code strace}. */
final class Tracer {
  /** How a process ends that was killed, in the words of a shell. */
  static final int KILLED = 137;

  private Tracer() {}

  /** Without it, or the right to use it, the tests that need it say so and end. */
  static void require() throws InterruptedException {
    Assumptions.assumeTrue(works(), "strace cannot kill a process at a call here");
  }

  private static boolean works() throws InterruptedException {
    try {
      List<String> command = new ArrayList<>(killing("openat", 1));
      command.add("true");
      return new ProcessBuilder(command).start().waitFor() == KILLED;
    } catch (IOException e) {
      return false;
    }
  }

  /** What stands before a command that is to be killed before a thread's call of this number. */
  static List<String> killing(String call, int number) {
    return List.of(
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=" + call,
        "-e",
        "inject=%s:signal=KILL:when=%s".formatted(call, number));
  }
}
