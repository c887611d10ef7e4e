package io.spendcast.bootstrap.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * What those must know who ask; kept as a digest, so that comparing takes the same time for all.
 */
public final class BearerToken {
  /** The environment variable that holds it. */
  public static final String VARIABLE = "SPENDCAST_SERVE_TOKEN";

  /** Fewer characters could be guessed. */
  public static final int LEAST = 16;

  private static final String SCHEME = "bearer ";

  private final byte[] digest;

  /** A token of at least {@link #LEAST} characters. */
  public BearerToken(String token) {
    if (token.strip().length() < LEAST) {
      throw new IllegalArgumentException("token must have at least " + LEAST + " characters");
    }
    digest = digest(token.strip());
  }

  /** Whether the header of a request shows the token. */
  boolean isIn(Optional<String> header) {
    return header
        .filter(text -> text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .filter(
            text -> MessageDigest.isEqual(digest, digest(text.substring(SCHEME.length()).strip())))
        .isPresent();
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
