package io.spendcast.adapters.spark.workflow;

import io.spendcast.adapters.spark.table.Lake;
import io.spendcast.adapters.spark.table.LakeRoot;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.workflow.RunLease;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** A locked file in the directory of a lake, which the system unlocks when its process dies. */
public final class LakeLease implements RunLease {
  private static final String NAME = ".spendcast-lease";

  private final Lake lake;
  private final Clock clock;

  /** A lease on a lake; the clock says since when it is held. */
  public LakeLease(Lake lake, Clock clock) {
    this.lake = lake;
    this.clock = clock;
  }

  @Override
  public <T> T holding(String owner, Supplier<T> work) {
    Optional<Path> directory = new LakeRoot(lake).directory();
    if (directory.isEmpty()) {
      return work.get();
    }
    LeaseFile file = acquired(directory.get(), text(owner));
    try {
      return work.get();
    } finally {
      file.close();
    }
  }

  private LeaseFile acquired(Path directory, String text) {
    try {
      return LeaseFile.acquire(directory.resolve(NAME), text).orElseThrow(() -> taken(directory));
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot write to the lake %s: %s.".formatted(directory, e.getMessage()),
          "Make the directory writable, or choose another one as the lake.",
          e);
    }
  }

  private String text(String owner) {
    return "%s, process %s on %s, since %s, lease %s"
        .formatted(
            owner,
            ProcessHandle.current().pid(),
            host(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            UUID.randomUUID());
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "this machine";
    }
  }

  private static SpendcastException taken(Path directory) {
    return new SpendcastException(
        Kind.CONFLICT,
        "Cannot work on the lake %s: another run is at work there, %s."
            .formatted(directory, LeaseFile.holder(directory.resolve(NAME))),
        "Wait for it, or stop it, then run again. A run that is dead holds nothing.");
  }
}
