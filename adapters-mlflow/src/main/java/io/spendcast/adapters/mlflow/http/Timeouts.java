package io.spendcast.adapters.mlflow.http;

import java.time.Duration;

/**
 * How long to wait for a server.
 *
 * @param connect for a connection
 * @param answer for the answer to one request, besides the time that its bytes need
 * @param total for all requests of one operation with their repetitions, besides the same
 * @param pause before the first repetition; it doubles with each
 */
public record Timeouts(Duration connect, Duration answer, Duration total, Duration pause) {
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(120),
          Duration.ofMillis(500));

  private static final long SLOWEST_BYTES_PER_SECOND = 1_000_000;

  /** The time that so many bytes may need. */
  static Duration forBytes(long bytes) {
    return Duration.ofSeconds(bytes / SLOWEST_BYTES_PER_SECOND);
  }
}
