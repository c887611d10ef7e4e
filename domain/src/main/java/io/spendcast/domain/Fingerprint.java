package io.spendcast.domain;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A short digest by which equal inputs are recognised: the first 16 hexadecimal digits of SHA-256
 * over the text form of the parts, each on a line of its own.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record Fingerprint(String value) implements Serializable {
  private static final int DIGITS = 16;

  /** Checks the length. */
  public Fingerprint {
    if (value.length() != DIGITS) {
      throw new IllegalArgumentException("fingerprint must have 16 digits, not " + value);
    }
  }

  /**
   * Digests the parts in their order.
   *
   * @param parts texts, numbers, enums, dates, fingerprints, and lists, maps, optionals and records
   *     of them: each part has a text that is the same in every process
   */
  public static Fingerprint of(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      digest.update((FixedForm.of(part) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new Fingerprint(HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
