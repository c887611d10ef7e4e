package io.spendcast.adapters.spark.ingest.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The same text in UTF-8, of charsets such as UTF-16 in whose bytes lines cannot be found. */
final class Utf8Stream extends InputStream {
  /** Stands for bytes that are no text. It is no character, so that no text has it. */
  static final String DAMAGED = "\uFFFF";

  private final Reader text;
  private final char[] chars = new char[1 << 13];
  private byte[] bytes = new byte[0];
  private int next;

  Utf8Stream(InputStream content, Charset charset) {
    this.text =
        new BufferedReader(
            new InputStreamReader(
                content,
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE)
                    .replaceWith(DAMAGED)));
  }

  @Override
  public int read() throws IOException {
    return isAtEnd() ? -1 : bytes[next++] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    if (isAtEnd()) {
      return -1;
    }
    int count = Math.min(most, bytes.length - next);
    System.arraycopy(bytes, next, into, from, count);
    next += count;
    return count;
  }

  private boolean isAtEnd() throws IOException {
    if (next < bytes.length) {
      return false;
    }
    int count = text.read(chars, 0, chars.length - 1);
    if (count < 0) {
      return true;
    }
    if (Character.isHighSurrogate(chars[count - 1])) {
      int low = text.read();
      if (low >= 0) {
        chars[count++] = (char) low;
      }
    }
    bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
    next = 0;
    return false;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
