package io.spendcast.adapters.databricks.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is to be uploaded, and can be read as often as it must be sent.
 *
 * @param bytes how many there are
 * @param source begins at the first of them
 */
public record Content(long bytes, Source source) {
  /** Opens the content anew. */
  interface Source {
    InputStream open() throws IOException;
  }

  public static Content of(Path file) {
    try {
      return new Content(Files.size(file), () -> Files.newInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Content of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Content(bytes.length, () -> new ByteArrayInputStream(bytes));
  }
}
