package io.spendcast.adapters.mlflow.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Who holds a lock on a server. Where the system says so, that names the process, and other
 * processes of the same machine see when it is dead.
 *
 * @param text what the server keeps of it
 */
record LockOwner(String text) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path PROCESSES = Path.of("/proc/self/ns/pid");
  private static final String BETWEEN = " ";

  /** A new one of this process. */
  static LockOwner create() {
    String id = UUID.randomUUID().toString();
    return new LockOwner(place().map(place -> id + BETWEEN + ofProcess(place, pid())).orElse(id));
  }

  /** Whether its process was one of this machine and has ended. */
  boolean isDead() {
    String[] parts = text.split(BETWEEN, -1);
    return parts.length == 3
        && place().filter(parts[1]::equals).isPresent()
        && parts[2].matches("[0-9]{1,10}")
        && ProcessHandle.of(Long.parseLong(parts[2])).isEmpty();
  }

  static String ofProcess(String place, long pid) {
    return place + BETWEEN + pid;
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  /** One start of one machine, and those of its processes that see each other. */
  static Optional<String> place() {
    try {
      return Optional.of(Files.readString(BOOT).strip() + "/" + Files.readSymbolicLink(PROCESSES));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
