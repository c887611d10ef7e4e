package io.spendcast.adapters.mlflow.http;

import io.spendcast.adapters.mlflow.http.HttpCalls.Effect;
import io.spendcast.adapters.mlflow.http.MlflowErrors.Work;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Repeats requests until they are answered or the operation's time is over. */
final class Retries {
  private static final int MOST_DOUBLINGS = 6;

  private final Timeouts timeouts;
  private final long start = System.nanoTime();
  private long deadline;

  Retries(Timeouts timeouts) {
    this.timeouts = timeouts;
    this.deadline = start + timeouts.total().toNanos();
  }

  /** More time, for so many bytes. */
  void allow(long bytes) {
    deadline += Timeouts.forBytes(bytes).toNanos();
  }

  <T> T until(Effect effect, Work<T> request) throws IOException {
    boolean mayHaveActed = false;
    Optional<IOException> telling = Optional.empty();
    for (int attempt = 0; ; attempt++) {
      try {
        return request.run();
      } catch (ServerRefusal | SSLException e) {
        throw e;
      } catch (IOException e) {
        mayHaveActed |= effect != Effect.NONE && mayHaveActed(e);
        // The end of our own time, which cuts the last attempt off, says less than what came
        // before.
        if (telling.isEmpty() || !(e instanceof HttpTimeoutException)) {
          telling = Optional.of(e);
        }
        Duration pause = pause(attempt, e);
        boolean again = effect != Effect.ANOTHER || !mayHaveActed;
        if (!again || e instanceof InterruptedIOException || pause.compareTo(left(e)) >= 0) {
          throw new NoResponse(what(telling.get()), mayHaveActed, telling.get());
        }
        sleep(pause);
      }
    }
  }

  /** Waits as after any failure; without time for that, the failure stands. */
  void pauseAfter(int attempt, NoResponse failure) throws IOException {
    Duration pause = pause(attempt, failure);
    if (pause.compareTo(left()) >= 0) {
      throw failure;
    }
    sleep(pause);
  }

  private static boolean mayHaveActed(IOException e) {
    if (e instanceof Response.Overload overload) {
      return overload.mayHaveActed();
    }
    return !(e instanceof ConnectException) && !(e instanceof HttpConnectTimeoutException);
  }

  private static String what(IOException e) {
    if (e instanceof Response.Overload) {
      return "it answers with " + e.getMessage();
    }
    if (e instanceof ConnectException || e instanceof HttpConnectTimeoutException) {
      return "nobody answers there";
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer came in time";
    }
    return "the answer was cut (" + e + ")";
  }

  /** Where nobody answers at all, somebody may be starting a server, but not for minutes. */
  private Duration left(IOException e) {
    Duration forStarting = Duration.ofNanos(start - System.nanoTime()).plus(timeouts.connect());
    boolean nobody = e instanceof ConnectException;
    return nobody && forStarting.compareTo(left()) < 0 ? forStarting : left();
  }

  private Duration left() {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  private Duration pause(int attempt, IOException e) {
    Duration longest = timeouts.pause().multipliedBy(1L << Math.min(attempt, MOST_DOUBLINGS));
    long half = Math.max(1, longest.toNanos() / 2);
    // Those whom a server turned away together must not come back together.
    Duration own = Duration.ofNanos(half + ThreadLocalRandom.current().nextLong(half));
    Duration wanted =
        e instanceof Response.Overload overload
            ? overload.retryAfter().flatMap(Retries::duration).orElse(Duration.ZERO)
            : Duration.ZERO;
    return own.compareTo(wanted) > 0 ? own : wanted;
  }

  /** Seconds, or a date. */
  private static Optional<Duration> duration(String retryAfter) {
    try {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter.strip())));
    } catch (NumberFormatException notSeconds) {
      try {
        Instant date =
            ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        return Optional.of(Duration.between(Instant.now(), date));
      } catch (DateTimeParseException notADate) {
        return Optional.empty();
      }
    }
  }

  /** The answer, for which the time of the operation counts as well. */
  <T> T await(CompletableFuture<T> answer, Duration longest) throws IOException {
    long limit = Math.min(longest.toNanos(), Math.max(0, left().toNanos()));
    try {
      return answer.get(limit, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("no answer within " + Duration.ofNanos(limit));
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  private static void sleep(Duration pause) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoResponse("interrupted", false, new InterruptedIOException("interrupted"));
    }
  }
}
