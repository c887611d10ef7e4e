package io.spendcast.bootstrap.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What only a run on a real workspace confirms; the documents have the same lines. */
public final class ToConfirm {
  private static final String LINES = "/to-confirm-on-databricks.txt";

  private ToConfirm() {}

  /** In the order in which a user meets them. */
  public static List<String> lines() {
    try (InputStream lines = ToConfirm.class.getResourceAsStream(LINES)) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
