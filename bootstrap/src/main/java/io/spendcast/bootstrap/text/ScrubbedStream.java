package io.spendcast.bootstrap.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream whose lines are scrubbed before they go on. */
public final class ScrubbedStream extends OutputStream {
  private final OutputStream target;
  private final Scrubber scrubber;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private ScrubbedStream(OutputStream target, Scrubber scrubber) {
    this.target = target;
    this.scrubber = scrubber;
  }

  /** Prints in UTF-8; whole lines go on at once, the rest when it is flushed. */
  public static PrintStream printing(OutputStream target, Scrubber scrubber) {
    // A stream that flushed by itself would pass on every piece of a line.
    return new PrintStream(new ScrubbedStream(target, scrubber), false, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) throws IOException {
    line.write(b);
    if (b == '\n') {
      flush();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    if (line.size() > 0) {
      target.write(
          scrubber.scrub(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
      line.reset();
    }
    target.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    flush();
    target.close();
  }
}
