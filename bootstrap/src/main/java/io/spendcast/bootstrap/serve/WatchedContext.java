package io.spendcast.bootstrap.serve;

import io.spendcast.application.online.ContextFile;
import io.spendcast.application.online.ForecastCustomer;
import io.spendcast.application.online.ServedForecasts;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.util.Optional;

/**
 * The file of a context, and what is served of it. A newer file takes the place of the one before;
 * one that cannot be used leaves that, and is reported.
 */
public final class WatchedContext {
  private static final Logger LOG = System.getLogger(WatchedContext.class.getName());

  private final Path file;
  private final ServedForecasts served;
  private String seen;
  private volatile Optional<String> problem = Optional.empty();

  private WatchedContext(Path file, ServedForecasts served, String seen) {
    this.file = file;
    this.served = served;
    this.seen = seen;
  }

  /**
   * Reads the file for the first time.
   *
   * @param command what writes it
   * @throws SpendcastException {@code NOT_FOUND} if it is not there; {@code INVALID} if it cannot
   *     be used
   */
  public static WatchedContext open(Path file, String command) {
    try {
      String stamp = stamp(file);
      return new WatchedContext(
          file, new ServedForecasts(ContextFile.read(Files.readString(file))), stamp);
    } catch (NoSuchFileException e) {
      throw new SpendcastException(
          Kind.NOT_FOUND,
          "Cannot serve: there is no file %s to serve from.".formatted(file),
          "`%s` writes it after a run; or name another with --context.".formatted(command),
          e);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot serve from %s: %s.".formatted(file, e.getMessage()),
          "Write it again with `%s`.".formatted(command),
          e);
    }
  }

  /** What gives forecasts now. */
  public ForecastCustomer current() {
    return served.current();
  }

  /** Why the newest file is not served; empty if it is. */
  public Optional<String> problem() {
    return problem;
  }

  /** Looks whether the file is another one than before, and takes it up. */
  synchronized void look(Meters meters) {
    try {
      String now = stamp(file);
      if (!now.equals(seen)) {
        seen = now;
        served.refresh(ContextFile.read(Files.readString(file)));
        problem = Optional.empty();
        meters.refreshed();
        LOG.log(
            Level.INFO,
            "context version={0} as_of={1}",
            current().context().version(),
            current().asOf());
      }
    } catch (IOException e) {
      seen = "";
      report(e, meters);
    } catch (RuntimeException e) {
      // Whatever is wrong with the file, it must be looked at again.
      report(e, meters);
    }
  }

  /** Once for each file, though it is looked at again and again. */
  private void report(Exception e, Meters meters) {
    String text = "The file of the context cannot be used: " + e;
    if (!problem.equals(Optional.of(text))) {
      problem = Optional.of(text);
      meters.refreshFailed();
      LOG.log(Level.WARNING, "context unusable, the one before stays: {0}", e.toString());
    }
  }

  private static String stamp(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return now.lastModifiedTime() + " " + now.size() + " " + now.fileKey();
  }
}
