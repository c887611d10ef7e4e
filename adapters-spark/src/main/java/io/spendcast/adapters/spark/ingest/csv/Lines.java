package io.spendcast.adapters.spark.ingest.csv;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Cuts bytes into lines, and knows where each begins. */
final class Lines implements Closeable {
  private static final char REPLACEMENT = '\uFFFD';
  private static final int LONGEST = 1 << 26;

  private final InputStream content;
  private final Charset charset;
  private final byte end;
  private final byte[] buffer = new byte[1 << 16];
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int next;
  private int limit;
  private long offset;

  /**
   * The lines of a content.
   *
   * @param end the last byte of a line
   * @param offset of the content's first byte
   */
  Lines(InputStream content, Charset charset, byte end, long offset) {
    this.content = content;
    this.charset = charset;
    this.end = end;
    this.offset = offset;
  }

  /** The next line; empty at the end. */
  Optional<Line> next() throws IOException {
    long from = offset;
    begun.reset();
    while (next < limit || fill()) {
      int stop = indexOfEnd();
      begun.write(buffer, next, stop - next);
      boolean complete = stop < limit;
      offset += stop - next + (complete ? 1 : 0);
      next = stop + (complete ? 1 : 0);
      if (complete) {
        return Optional.of(line(from, String.valueOf((char) end)));
      }
      if (begun.size() > LONGEST) {
        throw new IOException("a line of it is longer than 64 MB");
      }
    }
    return begun.size() == 0 ? Optional.empty() : Optional.of(line(from, ""));
  }

  private int indexOfEnd() {
    int at = next;
    while (at < limit && buffer[at] != end) {
      at++;
    }
    return at;
  }

  private boolean fill() throws IOException {
    next = 0;
    limit = Math.max(0, content.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  private Line line(long from, String last) {
    byte[] bytes = begun.toByteArray();
    boolean two = last.equals("\n") && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
    int length = bytes.length - (two ? 1 : 0);
    String text = new String(bytes, 0, length, charset);
    return new Line(text, two ? "\r\n" : last, from, isDamaged(text, bytes, length));
  }

  /** A text may hold the replacement character itself; then its bytes are as they should be. */
  private boolean isDamaged(String text, byte[] bytes, int length) {
    if (text.contains(Utf8Stream.DAMAGED)) {
      return true;
    }
    if (text.indexOf(REPLACEMENT) < 0) {
      return false;
    }
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
      return false;
    } catch (CharacterCodingException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
